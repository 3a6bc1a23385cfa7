"""Answers as tables for people: labels instead of IRIs, aligned, wrapped to a width."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from plan_graph.asking.queries.columns import label_column
from plan_graph.asking.queries.engine import Engine, Solutions, Term
from plan_graph.phrases import phrase
from plan_graph.vocab import DCTERMS, RDFS, SKOS

_LABELS = "|".join(map(str, (SKOS.prefLabel, DCTERMS.title, RDFS.label)))
YES_NO = ("yes", "no")
"""What queries say of a condition."""
_PLAN = ("plan", label_column("plan"))
_AT_ONCE = 200
"""How many IRIs one request asks about; longer ones are refused by some endpoints."""


def labels(engine: Engine, iris: Iterable[NamedNode], language: str) -> Mapping[NamedNode, str]:
    """Return the labels of things in a language, else in English, else in any."""
    wanted = sorted(set(iris), key=str)
    found: dict[NamedNode, list[Literal]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        asked = set(wanted[start : start + _AT_ONCE])
        values = " ".join(map(str, wanted[start : start + _AT_ONCE]))
        text = (
            f"SELECT ?thing ?label WHERE {{ VALUES ?thing {{ {values} }} ?thing {_LABELS} ?label }}"
        )
        for thing, label in engine.select(text).rows:
            if thing in asked and isinstance(thing, NamedNode) and isinstance(label, Literal):
                found.setdefault(thing, []).append(label)
    order = {language: 0, "en": 1}
    return {
        thing: min(each, key=lambda term: (order.get(term.language or "", 2), term.value)).value
        for thing, each in found.items()
    }


def unlabelled(solutions: Solutions) -> set[NamedNode]:
    """Return the IRIs of an answer that has no words for them in a column of their own."""
    columns = [
        index
        for index, name in enumerate(solutions.variables)
        if label_column(name) not in solutions.variables
    ]
    cells = (row[index] for row in solutions.rows for index in columns)
    return {term for term in cells if isinstance(term, NamedNode)}


# If they happen to be installed, texttable measures and wraps by these two. Told that they
# are not, it does so by the standard library: a table looks the same in every environment,
# and is there in half the time.
_absent = {name: sys.modules.get(name) for name in ("cjkwrap", "wcwidth")}
sys.modules.update(dict.fromkeys(_absent))  # type: ignore[arg-type]  # None: "cannot be imported"
try:
    from texttable import Texttable
finally:
    for _name, _module in _absent.items():
        if _module is None:
            del sys.modules[_name]
        else:
            sys.modules[_name] = _module

_NUMBERS = ("integer", "decimal", "double", "float", "nonNegativeInteger")
_NARROWEST = 6
_MARKDOWN = r"[\\|<>`*_\[\]]"


def shown(solutions: Solutions, labels: Mapping[NamedNode, str], language: str = "en") -> Solutions:
    """Return an answer as a person reads it: a thing and its label are one column of words.

    The plan that stands behind everything else is said only where there are several.
    """
    solutions = with_plans_told_apart(solutions)
    titles = {name: name for name in solutions.variables}
    for name in solutions.variables:
        if label_column(name) in titles:
            titles[label_column(name)] = name
            del titles[name]
    kept = [solutions.variables.index(name) for name in titles]
    rows = [tuple(_words(row[index], labels, language) for index in kept) for row in solutions.rows]
    return Solutions(tuple(titles.values()), tuple(rows), solutions.cut)


def with_plans_told_apart(solutions: Solutions) -> Solutions:
    """Return an answer without its last two columns if these name one plan in all rows.

    Where they name several, those of one title have their identifiers behind it.
    """
    rows = solutions.rows
    if solutions.variables[-2:] != _PLAN:
        return solutions
    titles = dict.fromkeys((row[-2], row[-1]) for row in rows)
    if len({plan for plan, _ in titles}) <= 1:
        without = tuple(row[:-2] for row in rows)
        return Solutions(solutions.variables[:-2], without, solutions.cut)
    shared = Counter(title.value for _, title in titles if isinstance(title, Literal))
    named: dict[tuple[Term | None, Term | None], Term] = {
        (plan, title): Literal(f"{title.value} ({_identifier(plan)})", language=title.language)
        for plan, title in titles
        if isinstance(title, Literal) and isinstance(plan, NamedNode) and shared[title.value] > 1
    }
    told = tuple((*row[:-1], named.get((row[-2], row[-1]), row[-1])) for row in rows)
    return Solutions(solutions.variables, told, solutions.cut)


def _identifier(plan: NamedNode) -> str:
    return short_iri(plan).rpartition("/")[2]


def _words(term: Term | None, labels: Mapping[NamedNode, str], language: str) -> Literal | None:
    if isinstance(term, NamedNode):
        return Literal(labels.get(term) or short_iri(term))
    if isinstance(term, Literal) and term.value in YES_NO and not term.language:
        return Literal(yes_no(term.value, language))
    return term if isinstance(term, Literal) or term is None else Literal(str(term))


def yes_no(value: str, language: str) -> str:
    """Say in a language what a query says of a condition.

    >>> yes_no("yes", "ro")
    'da'
    """
    return phrase("answers.yes" if value == YES_NO[0] else "answers.no", language)


def short_iri(iri: NamedNode) -> str:
    """Return the telling end of an IRI, such as 'action/ro-thb-2021-2022/1.1-01'."""
    return re.split(r"/id/|/code/|/def#|/authority/|/shapes#|/ns/shacl#", iri.value)[-1]


def table(solutions: Solutions, width: int = 0) -> str:
    """Lay an answer out with borders; lines are at most `width` wide, or as needed if it is 0."""
    grid = _grid(solutions, max(width, (_NARROWEST + 3) * len(solutions.variables)) if width else 0)
    grid.set_chars(["─", "│", "┼", "─"])
    grid.set_deco(Texttable.HEADER | Texttable.VLINES)
    return "\n".join(map(str.rstrip, str(grid.draw()).splitlines()))


def markdown(solutions: Solutions) -> str:
    """Lay an answer out as a Markdown table."""
    grid = _grid(solutions, 0, escape=_MARKDOWN)
    grid.set_chars(["-", "|", "|", "-"])
    grid.set_deco(Texttable.HEADER | Texttable.VLINES | Texttable.BORDER)
    _, *lines, _ = str(grid.draw()).splitlines()  # Markdown has no line above or below.
    return "\n".join(lines)


def _one_line(term: Term | None) -> str:
    text = "" if term is None else str(getattr(term, "value", term))
    # A control character could move the cursor or change colours of a terminal.
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", text)


def _grid(solutions: Solutions, width: int, escape: str = "") -> Texttable:
    grid = Texttable(max_width=width)
    columns = range(len(solutions.variables))
    grid.set_cols_dtype(["t"] * len(columns))
    numeric = [all(map(is_number, (row[i] for row in solutions.rows))) for i in columns]
    align = ["r" if each and solutions.rows else "l" for each in numeric]
    grid.set_cols_align(align)
    grid.set_header_align(align)
    grid.header(list(solutions.variables))
    for row in solutions.rows:
        cells = [_one_line(term) for term in row]
        grid.add_row([re.sub(escape, r"\\\g<0>", cell) for cell in cells] if escape else cells)
    return grid


def is_number(term: Term | None) -> bool:
    """Tell whether a term is a number."""
    return isinstance(term, Literal) and term.datatype.value.rpartition("#")[2] in _NUMBERS
