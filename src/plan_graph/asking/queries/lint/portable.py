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
from plan_graph.vocab import VOCABULARIES


class Complaint(NamedTuple):
    """One thing to change; `line` counts from 1, and is 0 for the file as a whole."""

    line: int
    problem: str

    def __str__(self) -> str:
        """Write it as one line."""
        return f"line {self.line}: {self.problem}" if self.line else self.problem


def line_of(text: str, offset: int) -> int:
    """Give the line, from 1, on which an offset stands."""
    return text.count("\n", 0, offset) + 1


def decorator_line(query: Query, key: str) -> int:
    """Give the line on which a decorator stands, or the first if it is missing."""
    found = re.search(rf"(?m)^#\+ ?{re.escape(key)}:", query.source)
    return line_of(query.source, found.start()) if found else 1


_OTHER_PREFIXES = {"sh": "http://www.w3.org/ns/shacl#", "org": "http://www.w3.org/ns/org#"}
PREFIXES = {each.prefix: each.namespace for each in VOCABULARIES} | _OTHER_PREFIXES
"""The namespaces of prefixes, which mean the same in every query."""

_UNPORTABLE = {
    r"(?:GRAPH|FROM)\b": "asks one graph; engines name graphs differently, so leave it out",
    r"SERVICE\b": "asks another endpoint, which is refused; leave it out",
    r"DESCRIBE\b": "differs between engines; write CONSTRUCT",
    r"ASK\b": "is missing from grlc's list; write SELECT",
    r"REGEX\b": "folds ASCII letters only on Virtuoso; use CONTAINS(LCASE(…), LCASE(…))",
    r"ENCODE_FOR_URI\b": "adds '%00' on Virtuoso; leave it out",
    r"BNODE\b": "gives other nodes on each engine; leave it out",
    r"(?:RAND|UUID|STRUUID|NOW)\b": "gives another answer each time; leave it out",
    r"\$\w": "begins a variable, which grlc does not know; write '?'",
}
_SUM = re.compile(r"(?i)(?<!COALESCE\()\b(?:SUM|AVG)\s*\(")
_HAVING = re.compile(r"(?is)\bHAVING\b(?P<clause>.*?)(?:\bORDER\b|\bLIMIT\b|\bVALUES\b|\}|$)")
_SELECT = re.compile(r"(?is)\bSELECT\b(?P<clause>.*?)(?:\bWHERE\b|\{)")
_ALIAS = re.compile(r"(?i)\bAS\s+\?(\w+)")


def portability_complaints(query: Query) -> Iterator[Complaint]:
    """Give what is to change in the text of a query."""
    plain = blanked(query.text)
    for rule in (_words, _prefixes, _sums, _having, _order, _end):
        yield from rule(query, plain)
    yield from syntax_complaints(query, plain)


def blanked(text: str) -> str:
    """Give the text with spaces for strings, IRIs and comments; offsets stay valid."""
    return re.sub(SKIPPED, lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _words(query: Query, plain: str) -> Iterator[Complaint]:
    for pattern, problem in _UNPORTABLE.items():
        for match in re.finditer(rf"(?i)(?<![\w:?]){pattern}", plain):
            yield Complaint(line_of(plain, match.start()), f"{match[0].upper()} {problem}")


def _prefixes(query: Query, plain: str) -> Iterator[Complaint]:
    declared = re.finditer(r"(?i)\bPREFIX\s+(\w[\w-]*)?:\s*<([^>]*)>", query.text)
    for match in declared:
        prefix, namespace = match[1] or "", match[2]
        line = line_of(query.text, match.start())
        if PREFIXES.get(prefix, namespace) != namespace:
            problem = f"prefix '{prefix}' is not <{namespace}>"
            yield Complaint(line, f"{problem}; write <{PREFIXES[prefix]}>")
        # grlc declares xsd in every sub-select of a query with numbers that does not.
        if prefix != "xsd" and not re.search(rf"(?<![\w:-]){re.escape(prefix)}:\w", plain):
            yield Complaint(line, f"prefix '{prefix}' is not used; remove it")
    needed = f"PREFIX xsd: <{PREFIXES['xsd']}>"
    if re.search(r"_xsd_\w|(?<!\w)xsd:\w", plain) and needed not in query.text:
        yield Complaint(1, f"grlc would declare xsd in every sub-select; write '{needed}' first")


def _sums(query: Query, plain: str) -> Iterator[Complaint]:
    if re.search(r"(?i)\bGROUP\s+BY\b", plain):
        return  # A group is never empty.
    for match in _SUM.finditer(plain):
        problem = "a sum of nothing is unbound on Virtuoso; write COALESCE(SUM(…), 0)"
        yield Complaint(line_of(plain, match.start()), problem)


def _having(query: Query, plain: str) -> Iterator[Complaint]:
    clauses = (match["clause"] for match in _SELECT.finditer(plain))
    aliases = {name for clause in clauses for name in _ALIAS.findall(clause)}
    for match in _HAVING.finditer(plain):
        for name in re.findall(r"\?(\w+)", match["clause"]):
            if name in aliases:
                problem = f"HAVING names the alias '?{name}'; repeat its expression instead"
                yield Complaint(line_of(plain, match.start()), problem)


def _order(query: Query, plain: str) -> Iterator[Complaint]:
    if re.search(r"(?i)\bSELECT\b", plain) and not re.search(r"(?is)\}[^}]*\bORDER\s+BY\b", plain):
        problem = "the answer has no order; end with ORDER BY that tells every two rows apart"
        yield Complaint(line_of(plain, len(plain.rstrip())), problem)


def _end(query: Query, plain: str) -> Iterator[Complaint]:
    last = query.text.rstrip()
    if re.search(r"(?is)\bVALUES\b[^{}]*\{[^{}]*\}\s*$", plain):
        problem = "VALUES stands behind WHERE, where grlc and Virtuoso lose it; move it inside"
        yield Complaint(line_of(last, len(last)), problem)
    if plain[: len(last)].rstrip() != last and last.rpartition("\n")[2].lstrip().startswith("#"):
        problem = "the last line is a comment, where grlc puts its LIMIT; move it up"
        yield Complaint(line_of(last, len(last)), problem)


_ENDLESS = ("*", "+")


def syntax_complaints(query: Query, plain: str) -> Iterator[Complaint]:
    """Give where the text is no SPARQL 1.1, or divides or follows paths as engines differ in.

    `plain` is the text without strings, IRIs and comments.
    """
    from pyparsing.exceptions import ParseBaseException  # noqa: PLC0415 - takes long to load
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        tree = parseQuery(query.text)
    except ParseBaseException as error:
        found = error.line.strip()[:60]
        yield Complaint(error.lineno, f"'{found}' is no SPARQL 1.1 ({error.msg}); correct it")
        return
    except RecursionError:
        yield Complaint(0, "is nested too deep for grlc, which parses with rdflib; nest less")
        return
    nodes = list(walk(tree))
    yield from _divisions(nodes, plain)
    yield from _paths(nodes, plain)
    yield from _unbound(tree, plain)


def _unbound(tree: Any, plain: str) -> Iterator[Complaint]:
    for name in unbound_variables(tree):
        problem = f"?{name} may be unbound, and then matches everything in a later pattern"
        remedy = "repeat the pattern that binds it there, or put both into one OPTIONAL"
        yield Complaint(line_of(plain, mention(name, plain)), f"{problem}; {remedy}")


def _divisions(nodes: list[Any], plain: str) -> Iterator[Complaint]:
    from rdflib import Literal  # noqa: PLC0415

    for node in nodes:
        if getattr(node, "name", "") != "MultiplicativeExpression" or "/" not in (node.op or []):
            continue
        if not isinstance(node.expr, Literal) or "." not in node.expr:
            problem = "a division of whole numbers gives a whole number on Virtuoso"
            yield Complaint(_find(r"[\w)]\s*/\s*[?\d(]", plain), f"{problem}; write 1.0 * … / …")


def _paths(nodes: list[Any], plain: str) -> Iterator[Complaint]:
    """Find paths of any length whose two ends are both still unknown, which Virtuoso refuses."""
    from rdflib import Variable  # noqa: PLC0415

    known: set[Any] = set()
    for node in nodes:
        if type(node).__name__ not in ("ParseResults", "plist", "list"):
            continue
        for subject, path, value in _triples(list(node)):
            ends = {end for end in (subject, value) if isinstance(end, Variable)}
            if len(ends) == 2 and not ends & known and _is_endless(path):
                problem = f"a path leads from ?{subject} to ?{value}, neither of them known"
                line = _find(rf"\?{subject}\b[^?]*[*+)]\s*\?{value}\b", plain)
                yield Complaint(line, f"{problem}; put a triple with one of them before it")
            known |= ends


def _triples(items: list[Any]) -> Iterator[tuple[Any, Any, Any]]:
    from rdflib import Literal, URIRef, Variable  # noqa: PLC0415

    if len(items) >= 3 and isinstance(items[0], Variable | URIRef | Literal):
        for index in range(1, len(items) - 1, 2):
            yield items[0], items[index], items[index + 1]


def _is_endless(path: Any) -> bool:
    return any(
        getattr(node, "mod", None) in _ENDLESS for node in walk(path) if hasattr(node, "mod")
    )


def _find(pattern: str, plain: str) -> int:
    """Give the line of the first match; the parse tree knows no places."""
    match = re.search(pattern, plain)
    return line_of(plain, match.start()) if match else 0
