"""Look at the words of a query or update without parsing it: refuse early, and set its dataset.

The look takes time in proportion to the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from plan_graph.phrases import phrase
from plan_graph.web.problems import RequestError


def with_dataset(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Write USING clauses before each WHERE that belongs to an operation.

    Raises:
        RequestError: With status 400 if the text has a dataset of its own.

    >>> with_dataset("INSERT {?s ?p ?o} WHERE {?s ?p ?o}", ["http://a/"], [])
    'INSERT {?s ?p ?o} USING <http://a/> WHERE {?s ?p ?o}'
    """
    if not default and not named:
        return update
    words = list(tokens(update))
    if any(word.kind == "word" and word.text in ("USING", "WITH") for word in words):
        raise RequestError(400, phrase("web.guard.update_using_or_with_so"))
    clauses = "".join(f"USING <{iri}> " for iri in default)
    clauses += "".join(f"USING NAMED <{iri}> " for iri in named)
    parts, last = [], 0
    for place in _wheres(words):
        parts += [update[last:place], clauses]
        last = place
    return "".join([*parts, update[last:]])


def _wheres(words: Sequence[Token]) -> list[int]:
    """Find where the WHERE of each operation stands, outside all braces."""
    found, depth, before = [], 0, ""
    for word in words:
        depth += {"{": 1, "}": -1}.get(word.text, 0) if word.kind == "mark" else 0
        if word.kind == "word" and word.text == "WHERE" and depth == 0:
            if before == "DELETE":
                raise RequestError(
                    400,
                    phrase("web.guard.delete_where_takes_no_dataset"),
                )
            found.append(word.start)
        before = word.text
    return found


_DEEPEST = 64
"""Levels of brackets; the engine's time or stack gives out at some hundreds."""
_DEEPEST_NOT = 8
"""Levels of '!(' within each other; each may double the time that the engine takes to parse."""
_MOST_TOKENS = 20_000

# No alternative can fail after a long match: a text of n letters takes n steps. So a string need
# not end, and words are taken together with their dots, and parted afterwards.
_TOKEN = re.compile(
    r"""
    (?P<blank>[\x20\t\r\n]+|\#[^\r\n]*)
  | (?P<iri><[^\x00-\x20<>"{}|^`]*>)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*(?:\"\"\")? | \'\'\'(?:[^'\\]|\\.|'(?!''))*(?:\'\'\')?
      | "(?:[^"\\\r\n]|\\.)*"? | '(?:[^'\\\r\n]|\\.)*'?)
  | (?P<variable>[?$]\w+)
  | (?P<words>@?[\w.-]+(?P<local>:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)?)
  | (?P<name>:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})
_CHANGING = frozenset({"RAND", "UUID", "STRUUID", "NOW", "BNODE"})

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\\\^`\x7f\ud800-\udfff]*")
"""An absolute IRI, as far as its characters go."""


class Token(NamedTuple):
    """A word of a query: its kind, its text (a bare word in upper case), where it begins."""

    kind: str
    text: str
    start: int


class Look(NamedTuple):
    """What the words of a query tell.

    Attributes:
        graphs: The IRIs behind FROM and FROM NAMED.
        changing: Whether the same query may give another answer at another time.
    """

    graphs: tuple[str, ...]
    changing: bool


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a query, without blanks and comments."""
    for match in _TOKEN.finditer(text):
        kind, start = match.lastgroup or "mark", match.start()
        if kind == "words" and match["local"] is None:
            for word in re.finditer("[^.-]+", match.group()):
                yield Token("word", word.group().upper(), start + word.start())
        elif kind != "blank":
            yield Token("name" if kind == "words" else kind, match.group(), start)


def look(text: str, *, update: bool = False) -> Look:
    """Look at a query, or an update.

    Raises:
        RequestError: With status 400 if it asks for other servers or files, nests too deep, is of
            the other kind, or holds characters that RDF does not have.
    """
    _check_characters(text)
    words = list(islice(tokens(text), _MOST_TOKENS + 1))
    if len(words) > _MOST_TOKENS:
        raise RequestError(400, phrase("web.guard.query_more_than_words", most_tokens=_MOST_TOKENS))
    _check_depth(words)
    bare = {word.text for word in words if word.kind == "word"}
    if "SERVICE" in bare:
        raise RequestError(400, phrase("web.guard.service_not_answered_here"))
    if "LOAD" in bare:
        raise RequestError(400, phrase("web.guard.load_not_done_here"))
    if not update:
        _check_form(words)
    return Look(tuple(_graphs(words)), bool(bare & _CHANGING))


def _check_characters(text: str) -> None:
    if not text.strip():
        raise RequestError(400, phrase("web.guard.query_empty"))
    if bad := re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", text):
        code = f"U+{ord(bad.group()):04X}"
        raise RequestError(
            400,
            phrase("web.guard.character_write_escape_or_not", start=bad.start() + 1, code=code),
        )


def _check_depth(words: list[Token]) -> None:
    depth, negations, stack = 0, 0, []
    before = ""
    for word in words:
        if word.kind != "mark":
            before = ""
            continue
        if word.text in "([{":
            depth += 1
            stack.append(before == "!")
            negations += before == "!"
        elif word.text in ")]}" and stack:
            depth -= 1
            negations -= stack.pop()
        if depth > _DEEPEST or negations > _DEEPEST_NOT:
            raise RequestError(
                400,
                phrase("web.guard.character_brackets_nested_too_deep", start=word.start + 1),
            )
        before = word.text


def _check_form(words: list[Token]) -> None:
    for word in words:
        if word.kind == "word" and word.text in _FORMS:
            return
        if word.kind == "word" and word.text in _UPDATES:
            raise RequestError(400, phrase("web.guard.update_sent_query"))
    raise RequestError(400, phrase("web.guard.no_select_ask_construct_or"))


def _graphs(words: list[Token]) -> Iterator[str]:
    """Yield the IRIs behind FROM, FROM NAMED, USING and USING NAMED, prefixes written out."""
    prefixes: dict[str, str] = {}
    for place, word in enumerate(words):
        if word.kind != "word":
            continue
        after = [*words[place + 1 : place + 3], *[Token("", "", 0)] * 2]
        if word.text == "PREFIX" and after[1].kind == "iri":
            prefixes[after[0].text] = after[1].text[1:-1]
        elif word.text in ("FROM", "USING"):
            named = after[1] if after[0].text == "NAMED" else after[0]
            if named.kind == "iri":
                yield named.text[1:-1]
            elif named.kind == "name":
                prefix, _, local = named.text.partition(":")
                yield prefixes.get(prefix + ":", prefix + ":") + local
