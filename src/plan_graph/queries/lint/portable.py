"""Rules for the SPARQL text: what engines are known to answer in different ways is left out.

Each rule stands for something that was measured on Oxigraph, Virtuoso or rdflib.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plan_graph.queries.lint.complaint import Complaint, line_of
from plan_graph.queries.lint.syntax import syntax_complaints
from plan_graph.queries.template import SKIPPED, Query
from plan_graph.vocab import VOCABULARIES

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
