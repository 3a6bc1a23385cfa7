"""Rules for the SPARQL text: what engines are known to answer in different ways is left out.

Each rule stands for something that was measured on Oxigraph and Virtuoso. Rules that need the
parse tree take it from rdflib.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from plan_graph.asking.queries.lint.tree import walk
from plan_graph.asking.queries.lint.unbound import mention, unbound_variables
from plan_graph.asking.queries.template import SKIPPED, Query
from plan_graph.phrases import phrase
from plan_graph.vocab import VOCABULARIES


class Complaint(NamedTuple):
    """One thing to change; `line` counts from 1, and is 0 for the file as a whole."""

    line: int
    problem: str

    def __str__(self) -> str:
        """Write it as one line."""
        return f"line {self.line}: {self.problem}" if self.line else self.problem


def line_of(text: str, offset: int) -> int:
    """Return the line, from 1, on which an offset stands."""
    return text.count("\n", 0, offset) + 1


def decorator_line(query: Query, key: str) -> int:
    """Return the line on which a decorator stands, or the first if it is missing."""
    found = re.search(rf"(?m)^#\+ ?{re.escape(key)}:", query.source)
    return line_of(query.source, found.start()) if found else 1


_OTHER_PREFIXES = {"sh": "http://www.w3.org/ns/shacl#", "org": "http://www.w3.org/ns/org#"}
PREFIXES = {each.prefix: each.namespace for each in VOCABULARIES} | _OTHER_PREFIXES
"""The namespaces of prefixes, which mean the same in every query."""

_UNPORTABLE = {
    r"(?:GRAPH|FROM)\b": "asking.portable.word.asks_graph",
    r"SERVICE\b": "asking.portable.word.service",
    r"DESCRIBE\b": "asking.portable.word.describe",
    r"ASK\b": "asking.portable.word.ask",
    r"REGEX\b": "asking.portable.word.regex",
    r"ENCODE_FOR_URI\b": "asking.portable.word.encode_for_uri",
    r"BNODE\b": "asking.portable.word.bnode",
    r"(?:RAND|UUID|STRUUID|NOW)\b": "asking.portable.word.random",
    r"\$\w": "asking.portable.word.dollar",
}
_SUM = re.compile(r"(?i)(?<!COALESCE\()\b(?:SUM|AVG)\s*\(")
_HAVING = re.compile(r"(?is)\bHAVING\b(?P<clause>.*?)(?:\bORDER\b|\bLIMIT\b|\bVALUES\b|\}|$)")
_SELECT = re.compile(r"(?is)\bSELECT\b(?P<clause>.*?)(?:\bWHERE\b|\{)")
_ALIAS = re.compile(r"(?i)\bAS\s+\?(\w+)")


def portability_complaints(query: Query) -> Iterator[Complaint]:
    """Yield what is to change in the text of a query."""
    plain = blanked(query.text)
    for rule in (_words, _prefixes, _sums, _having, _order, _end):
        yield from rule(query, plain)
    yield from syntax_complaints(query, plain)


def blanked(text: str) -> str:
    """Return the text with spaces for strings, IRIs and comments; offsets stay valid."""
    return re.sub(SKIPPED, lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _words(query: Query, plain: str) -> Iterator[Complaint]:
    for pattern, key in _UNPORTABLE.items():
        for match in re.finditer(rf"(?i)(?<![\w:?]){pattern}", plain):
            yield Complaint(line_of(plain, match.start()), phrase(key, word=match[0].upper()))


def _prefixes(query: Query, plain: str) -> Iterator[Complaint]:
    declared = re.finditer(r"(?i)\bPREFIX\s+(\w[\w-]*)?:\s*<([^>]*)>", query.text)
    for match in declared:
        prefix, namespace = match[1] or "", match[2]
        line = line_of(query.text, match.start())
        if PREFIXES.get(prefix, namespace) != namespace:
            problem = phrase("asking.portable.prefix_not", prefix=prefix, namespace=namespace)
            yield Complaint(line, f"{problem}; write <{PREFIXES[prefix]}>")
        # grlc declares xsd in every sub-select of a query with numbers that does not.
        if prefix != "xsd" and not re.search(rf"(?<![\w:-]){re.escape(prefix)}:\w", plain):
            yield Complaint(line, phrase("asking.portable.prefix_not_used", prefix=prefix))
    needed = f"PREFIX xsd: <{PREFIXES['xsd']}>"
    if re.search(r"_xsd_\w|(?<!\w)xsd:\w", plain) and needed not in query.text:
        yield Complaint(1, phrase("asking.portable.grlc_would_declare_xsd_every", needed=needed))


def _sums(query: Query, plain: str) -> Iterator[Complaint]:
    if re.search(r"(?i)\bGROUP\s+BY\b", plain):
        return  # A group is never empty.
    for match in _SUM.finditer(plain):
        problem = phrase("asking.portable.sum_nothing_unbound_on_virtuoso")
        yield Complaint(line_of(plain, match.start()), problem)


def _having(query: Query, plain: str) -> Iterator[Complaint]:
    clauses = (match["clause"] for match in _SELECT.finditer(plain))
    aliases = {name for clause in clauses for name in _ALIAS.findall(clause)}
    for match in _HAVING.finditer(plain):
        for name in re.findall(r"\?(\w+)", match["clause"]):
            if name in aliases:
                problem = phrase("asking.portable.having_names_alias", name=name)
                yield Complaint(line_of(plain, match.start()), problem)


def _order(query: Query, plain: str) -> Iterator[Complaint]:
    if re.search(r"(?i)\bSELECT\b", plain) and not re.search(r"(?is)\}[^}]*\bORDER\s+BY\b", plain):
        problem = phrase("asking.portable.answer_no_order")
        yield Complaint(line_of(plain, len(plain.rstrip())), problem)


def _end(query: Query, plain: str) -> Iterator[Complaint]:
    last = query.text.rstrip()
    if re.search(r"(?is)\bVALUES\b[^{}]*\{[^{}]*\}\s*$", plain):
        problem = phrase("asking.portable.values_stands_behind_where_where")
        yield Complaint(line_of(last, len(last)), problem)
    if plain[: len(last)].rstrip() != last and last.rpartition("\n")[2].lstrip().startswith("#"):
        problem = phrase("asking.portable.last_line_comment_where_grlc")
        yield Complaint(line_of(last, len(last)), problem)


_ENDLESS = ("*", "+")


def syntax_complaints(query: Query, plain: str) -> Iterator[Complaint]:
    """Yield where the text is no SPARQL 1.1, or divides or follows paths as engines differ in.

    `plain` is the text without strings, IRIs and comments.
    """
    from pyparsing.exceptions import ParseBaseException  # noqa: PLC0415 - takes long to load
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        tree = parseQuery(query.text)
    except ParseBaseException as error:
        found = error.line.strip()[:60]
        yield Complaint(
            error.lineno,
            phrase("asking.portable.no_sparql", found=found, msg=error.msg),
        )
        return
    except RecursionError:
        yield Complaint(0, phrase("asking.portable.nested_too_deep_for_grlc"))
        return
    nodes = list(walk(tree))
    yield from _divisions(nodes, plain)
    yield from _paths(nodes, plain)
    yield from _nested(nodes, plain)
    yield from _unbound(tree, plain)


def _unbound(tree: Any, plain: str) -> Iterator[Complaint]:
    for name in unbound_variables(tree):
        problem = phrase("asking.portable.may_be_unbound", name=name)
        yield Complaint(line_of(plain, mention(name, plain)), problem)


def _divisions(nodes: list[Any], plain: str) -> Iterator[Complaint]:
    from rdflib import Literal  # noqa: PLC0415

    for node in nodes:
        if getattr(node, "name", "") != "MultiplicativeExpression" or "/" not in (node.op or []):
            continue
        if not isinstance(node.expr, Literal) or "." not in node.expr:
            problem = phrase("asking.portable.division_whole_numbers_gives_whole")
            yield Complaint(_find(r"[\w)]\s*/\s*[?\d(]", plain), f"{problem}; write 1.0 * … / …")


def _paths(nodes: list[Any], plain: str) -> Iterator[Complaint]:
    """Find paths of any length, which Virtuoso refuses, or joins wrongly beside other data."""
    if any(getattr(node, "mod", None) in _ENDLESS for node in nodes if hasattr(node, "mod")):
        line = _find(r"[\w)>][*+]\s", plain)
        yield Complaint(line, phrase("asking.portable.path_of_any_length"))


def _nested(nodes: list[Any], plain: str) -> Iterator[Complaint]:
    """Find groups that count within an OPTIONAL of an OPTIONAL: Virtuoso counts nothing as one."""
    for node in nodes:
        if getattr(node, "name", "") not in ("SubSelect", "SelectQuery") or not node.groupby:
            continue
        for outer in walk(node.where):
            if getattr(outer, "name", "") == "OptionalGraphPattern" and any(
                getattr(inner, "name", "") == "OptionalGraphPattern" for inner in walk(outer.graph)
            ):
                line = _find(r"(?i)\bOPTIONAL\b[^{}]*\{[^{}]*\bOPTIONAL\b", plain)
                yield Complaint(line, phrase("asking.portable.counts_nested_optional"))
                return


def _find(pattern: str, plain: str) -> int:
    """Return the line of the first match; the parse tree knows no places."""
    match = re.search(pattern, plain)
    return line_of(plain, match.start()) if match else 0
