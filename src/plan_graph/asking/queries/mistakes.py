"""What is wrong with a query that cannot be read, as a sentence: where it is, and what to do.

The engine says where it stopped and what it could have read next. What people get wrong most is
looked for in the text: a prefix that is not declared, a word that is none, a bracket that is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from plan_graph.phrases import Phrase, phrase
from plan_graph.vocab import PLAN_BASE, VOCABULARIES

_PLACE = re.compile(r"error at (\d+):(\d+)")
_EXPECTED = re.compile(r'"([^"\\]{1,3})"')
_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n]*|<[^<>"{}|^`\\\s]*>|\"""(?s:.*?)\"""|"(?:\\.|[^"\\\n])*"
    |'(?:\\.|[^'\\\n])*'|[?$]\w+|@[\w-]+|_:\w+)
    |(?P<prefixed>[A-Za-z][\w-]*(?:\.[\w-]+)*:|(?<![\w:]):(?=\w|\s*<))(?P<local>[\w%.-]*)
    |(?P<word>[A-Za-z_]\w*)|(?P<bracket>[{}()\[\]])|(?P<quote>["'])""",
    re.VERBOSE,
)
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a abs add all as asc ask avg base bind bnode bound by ceil clear coalesce concat
        construct contains copy count create data datatype day default delete desc describe distinct
        drop e
        encode_for_uri exists false filter floor from graph group group_concat having hours if in
        insert into iri isblank isiri isliteral isnumeric isuri lang langmatches lcase limit load
        max md5 min minus minutes month move named not now offset optional order prefix rand reduced
        regex replace round sameterm sample seconds select separator service sha1 sha256 sha384
        sha512 silent str strafter strbefore strdt strends strlang strlen strstarts struuid substr
        sum timezone to true tz ucase undef union uri using uuid values where with year""",
    )
)
_CHANGES = frozenset({"add", "clear", "copy", "create", "delete", "drop", "insert", "load", "move"})
_PAIRS = {"}": "{", ")": "(", "]": "["}
CODES = {"funding": "funding-kind", "indicator": "indicator-kind", "role": "role"}
"""The prefixes of the lists of codes that queries name most."""
_MOST_EXPECTED = 6


def explained(text: str, message: str) -> Phrase:
    """Say what is wrong with a query that an engine refused with a message."""
    tokens = list(_TOKEN.finditer(text))
    for found in (_change(tokens), _undeclared(text, tokens), _unbound(text, message)):
        if found:
            return found
    return (
        _quoted(text, tokens)
        or _misspelt(text, tokens)
        or _open(text, tokens)
        or _stopped(text, message)
    )


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _change(tokens: list[re.Match[str]]) -> Phrase | None:
    first = next((token for token in tokens if token["word"]), None)
    words = [token["word"].lower() for token in tokens if token["word"]]
    after = [word for word in words if word not in ("prefix", "base")]
    if first and after and after[0] in _CHANGES:
        return phrase("asking.mistakes.change", word=after[0].upper())
    return None


def _undeclared(text: str, tokens: list[re.Match[str]]) -> Phrase | None:
    declared: set[str] = set()
    before = ""
    for token in tokens:
        if prefix := token["prefixed"]:
            if before == "prefix" and not token["local"]:
                declared.add(prefix)
            elif prefix not in declared:
                line = _line(text, token.start())
                if space := namespaces().get(prefix[:-1]):
                    return phrase("asking.mistakes.add", line=line, prefix=prefix, namespace=space)
                return phrase("asking.mistakes.declare", line=line, prefix=prefix)
        before = (token["word"] or "").lower()
    return None


def namespaces() -> dict[str, str]:
    """Return the namespaces that queries name, by their prefixes."""
    codes = {prefix: f"{PLAN_BASE}code/{scheme}/" for prefix, scheme in CODES.items()}
    return {each.prefix: each.namespace for each in VOCABULARIES} | codes


def _unbound(text: str, message: str) -> Phrase | None:
    if "variable that is unbound" in message:
        return phrase("asking.mistakes.unbound")
    if "IRI parsing failed" in message:
        wrong = re.search(r"<[^<>\n]*[\s\"{}|^`\\][^<>\n]*>", text)
        line = _line(text, wrong.start()) if wrong else _place(text, message)[0]
        return phrase("asking.mistakes.iri", line=line, iri=wrong.group() if wrong else "<…>")
    return None


def _quoted(text: str, tokens: list[re.Match[str]]) -> Phrase | None:
    quote = next((token for token in tokens if token["quote"]), None)
    if quote is None:
        return None
    return phrase("asking.mistakes.quote", line=_line(text, quote.start()), quote=quote["quote"])


def _misspelt(text: str, tokens: list[re.Match[str]]) -> Phrase | None:
    for token in tokens:
        word = token["word"]
        if word and word.lower() not in _WORDS:
            line = _line(text, token.start())
            if near := get_close_matches(word.lower(), _WORDS, n=1):
                return phrase("asking.mistakes.near", line=line, word=word, near=near[0].upper())
            return phrase("asking.mistakes.word", line=line, word=word)
    return None


def _open(text: str, tokens: list[re.Match[str]]) -> Phrase | None:
    """Find a bracket without its other half."""
    opened: list[re.Match[str]] = []
    for token in tokens:
        bracket = token["bracket"]
        if bracket and bracket not in _PAIRS:
            opened.append(token)
        elif bracket and (not opened or opened.pop()["bracket"] != _PAIRS[bracket]):
            line = _line(text, token.start())
            return phrase("asking.mistakes.closes", line=line, bracket=bracket)
    if not opened:
        return None
    bracket = opened[-1]["bracket"]
    other = next(close for close, open_ in _PAIRS.items() if open_ == bracket)
    line = _line(text, opened[-1].start())
    return phrase("asking.mistakes.opened", line=line, bracket=bracket, other=other)


def _place(text: str, message: str) -> tuple[int, int]:
    found = _PLACE.search(message)
    return (int(found[1]), int(found[2])) if found else (1, 1)


def _stopped(text: str, message: str) -> Phrase:
    line, column = _place(text, message)
    lines = text.splitlines() or [""]
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    expected = " ".join(_expected(message))
    if not rest:
        return phrase("asking.mistakes.ends", line=line)
    if expected:
        return phrase("asking.mistakes.other", line=line, rest=rest[:40], expected=expected)
    return phrase("asking.mistakes.stops", line=line, rest=rest[:40])


def _expected(message: str) -> Iterator[str]:
    """Give the signs that could have stood there, if they are few enough to say."""
    _, _, listed = message.partition("expected")
    found = list(dict.fromkeys(_EXPECTED.findall(listed)))
    if len(found) <= _MOST_EXPECTED:
        yield from found
