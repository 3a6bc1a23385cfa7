"""Quotes, places and digests against the text of the document, where it stands beside the graph."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal

from plan_graph.checking.codes import CODED
from plan_graph.checking.figures import figure_faults
from plan_graph.checking.finding import Node
from plan_graph.checking.places import shorten
from plan_graph.checking.statements import Fault, Statements, is_rare
from plan_graph.errors import DocumentError
from plan_graph.facts import KINDS, Form
from plan_graph.language.wording import Wording
from plan_graph.phrases import phrase
from plan_graph.rdf.graph import Thing
from plan_graph.text import clean
from plan_graph.vocab import DCTERMS, OA, PLAN, SKOS

_LABELLED = tuple(k.classes[0] for k in KINDS if k.words and k.words.form is Form.LABEL)
"""Kinds of facts that are called by words of the document."""

_Cells = Mapping[tuple[int, int, int], tuple[int, int]]


@dataclass(frozen=True)
class SourceText:
    """The text of a document, and where its cells begin and end, if that is known.

    Its wording shows what to write; without one, that of the plan's language does.
    """

    text: str
    cells: _Cells
    wording: Wording | None = None

    @classmethod
    def beside(cls, graph: Path) -> SourceText | None:
        """Read the text that `build` wrote beside a graph; None if there is none.

        Raises:
            DocumentError: If a file beside the graph is not what `build` writes.
        """
        file = graph.with_name("source.txt")
        if not file.is_file():
            return None
        try:
            text = file.read_bytes().decode("utf-8")
            plan = graph.with_name("source.json")
            found = json.loads(plan.read_bytes()) if plan.is_file() else {"blocks": []}
            return cls(text, _cells(found))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            raise DocumentError(str(file), phrase("checking.words.not_of_build")) from None


def _cells(layout: Mapping[str, object]) -> _Cells:
    blocks = layout["blocks"]
    return {
        (block["table"], row["row"], cell[2]): (cell[0], cell[1])
        for block in (blocks if isinstance(blocks, list) else ())
        if isinstance(block, dict)
        for row in block["rows"]
        for cell in row["cells"]
    }


def word_faults(data: Statements, source: SourceText | None) -> Iterator[Fault]:
    """Yield what is not as the document has it; without its text, what quotes alone show."""
    corrected = {value for values in data.of(PLAN.corrects).values() for value in values}
    yield from _verbatim(data, corrected)
    yield from _names(data, corrected)
    yield from figure_faults(data, corrected)
    if source is None:
        return
    documents = {
        document for plan in data.are(PLAN.ActionPlan)
        for document in data.values(plan, DCTERMS.source)
    }  # fmt: skip
    other = _digests(data, source.text, documents)
    yield from other
    if not other:
        for fragment in data.are(PLAN.SourceFragment):
            if data.value(fragment, OA.hasSource) in documents:
                yield from _fragment(data, source, fragment)


def _digests(data: Statements, text: str, documents: set[Node]) -> list[Fault]:
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return [
        Fault("Violation", "Words-digest", document, PLAN.sha256.value, value,
              {"digest": digest[:12]})
        for document in data.are(PLAN.SourceDocument)
        if document in documents
        for value in data.values(document, PLAN.sha256)
        if value.value != digest
    ]  # fmt: skip


def _number(data: Statements, thing: object, name: object) -> int | None:
    text = data.text(thing, name)  # type: ignore[arg-type]
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _fragment(data: Statements, source: SourceText, fragment: Thing) -> Iterator[Fault]:
    selector = data.value(fragment, OA.hasSelector)
    start, end = (_number(data, selector, name) for name in (OA.start, OA.end))
    quote = data.text(fragment, PLAN.quote)
    if start is None or end is None or end < start or not quote:
        return
    if end > len(source.text):
        parts = {"end": end, "length": len(source.text)}
        yield Fault("Violation", "Words-past-end", fragment, OA.end.value, None, parts)
    elif source.text[start:end] != quote:
        there = shorten(source.text[start:end])
        at = source.text.find(quote)
        key = "checking.words.stands_at" if at >= 0 else "checking.words.stands_nowhere"
        words: dict[str, object] = {
            "there": there,
            "hint": phrase(key, start=at, end=at + len(quote)),
        }
        yield Fault("Violation", "Words-quote", fragment, PLAN.quote.value, None, words)
    else:
        yield from _cell(data, source, fragment, (start, end))


def _cell(
    data: Statements, source: SourceText, fragment: Thing, span: tuple[int, int]
) -> Iterator[Fault]:
    place = tuple(_number(data, fragment, name) for name in (PLAN.table, PLAN.row, PLAN.column))
    table, row, column = place
    if table is None or row is None or column is None or not source.cells:
        return
    cell = source.cells.get((table, row, column))
    if cell is None or not (cell[0] <= span[0] and span[1] <= cell[1]):
        parts = {"table": table, "row": row, "column": column}
        yield Fault("Violation", "Words-cell", fragment, PLAN.row.value, None, parts)


def _verbatim(data: Statements, corrected: Collection[Node]) -> Iterator[Fault]:
    """Yield the facts whose words are not those of the fragment that states them."""
    for thing, values in data.of(PLAN.verbatim).items():
        fragments = data.values(thing, PLAN.statedIn)
        quotes = [clean(data.text(one, PLAN.quote)) for one in fragments]
        if thing in corrected or not quotes or not all(quotes):
            continue
        for value in values:
            words = clean(value.value) if isinstance(value, Literal) else ""
            if words and not any(words in quote or quote in words for quote in quotes):
                parts = {"words": shorten(value.value)}
                yield Fault("Violation", "Words-verbatim", thing, PLAN.verbatim.value, None, parts)


def _names(data: Statements, corrected: Collection[Node]) -> Iterator[Fault]:
    """Yield the few parts of plans that are called by none of the words that state them."""
    looked_at = 0
    found: list[Fault] = []
    for kind in (*CODED[1:], *_LABELLED):
        name = DCTERMS.title if kind in CODED else SKOS.prefLabel
        for thing in data.are(kind):
            quotes = [data.text(one, PLAN.quote) for one in data.values(thing, PLAN.statedIn)]
            said = _letters(" ".join(quotes))
            names = [v.value for v in data.values(thing, name) if isinstance(v, Literal)]
            if thing in corrected or not names or not all(quotes) or not said:
                continue
            looked_at += 1
            if not any(_letters(each) in said for each in names):
                parts = {"found": shorten(names[0]), "words": shorten(quotes[0])}
                found.append(Fault("Warning", "Words-name", thing, name.value, None, parts))
    if is_rare(len(found), looked_at):  # else the graph does not quote names as a rule
        yield from found


def _letters(text: str) -> str:
    """Return the letters and digits of words, in small letters without marks.

    >>> _letters("Țări co-operante: 2")
    'taricooperante2'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if sign.isalnum())
