"""Named queries: one question a file, with typed parameters bound as RDF terms.

Values are validated and put in place of their token as serialised terms; they are
never pasted as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from plan_graph.errors import QueryError
from plan_graph.resources import folder
from plan_graph.text import fold
from plan_graph.vocab import XSD

_DECORATOR = re.compile(r"(?m)^#\+ ?(.*)$")
_TOKEN = re.compile(r"\?(?P<marks>__?)(?P<name>[A-Za-z0-9]+)(?:_(?P<type>\w+))?")
_SKIPPED = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^>\s]*>|#[^\n]*')
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`\ud800-\udfff]*')
_MAX_LENGTH = 2_000


@dataclass(frozen=True)
class Parameter:
    """One parameter: `type` is 'iri', 'xsd_date', 'xsd_integer' or '' for plain words."""

    name: str
    type: str
    required: bool


@dataclass(frozen=True)
class Query:
    """One named query; `about` are its decorators."""

    name: str
    text: str
    about: Mapping[str, Any]
    parameters: Mapping[str, Parameter]

    @property
    def summary(self) -> str:
        """The question, in English."""
        return str(self.about.get("summary", ""))


@dataclass(frozen=True)
class Solutions:
    """The answer: variable names, and rows of terms."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def names() -> list[str]:
    """List the names of all queries."""
    return sorted(file.stem for file in folder("queries").glob("*.rq"))


@cache
def load(name: str) -> Query:
    """Load a query by its name.

    Raises:
        QueryError: If there is none; the message names the nearest.
    """
    if name not in names():
        near = get_close_matches(name, names(), n=1)
        hint = f"did you mean '{near[0]}'?" if near else "'plan-graph query' lists them"
        raise QueryError(name, f"there is no such query; {hint}")
    import yaml  # noqa: PLC0415 - only a query's own file needs it

    source = (folder("queries") / f"{name}.rq").read_text(encoding="utf-8")
    about = yaml.safe_load("\n".join(_DECORATOR.findall(source)))
    text = _DECORATOR.sub("", source).strip() + "\n"
    found = (Parameter(m["name"], m["type"] or "", m["marks"] == "_") for m in _tokens(text))
    return Query(name, text, about, {parameter.name: parameter for parameter in found})


def run(store: Store, query: Query, values: Mapping[str, str]) -> Solutions:
    """Answer a query; a body may be given by short name, name or IRI.

    Raises:
        QueryError: If a value is missing, unknown or of the wrong form.
    """
    result = store.query(bind(query, values, store), use_default_graph_as_union=True)
    if not isinstance(result, QuerySolutions):
        raise QueryError(query.name, "is no SELECT query; only these are answered")
    variables = tuple(variable.value for variable in result.variables)
    return Solutions(variables, tuple(tuple(row) for row in result))


def bind(query: Query, values: Mapping[str, str], store: Store) -> str:
    """Put values in the place of their tokens; optional parameters without a value stay free.

    Raises:
        QueryError: If a value is missing, unknown or of the wrong form.
    """
    known = ", ".join(query.parameters) or "none"
    for name in values:
        if name not in query.parameters:
            raise QueryError(query.name, f"has no parameter '{name}'; it has: {known}")
    for parameter in query.parameters.values():
        if parameter.required and not values.get(parameter.name):
            raise QueryError(
                query.name, f"needs a value for {parameter.name}; give {parameter.name}=…"
            )
    terms = {
        name: str(_term(query, query.parameters[name], text, store))
        for name, text in values.items()
    }
    text, parts, last = query.text, [], 0
    for token in _tokens(text):
        if token["name"] in terms:
            parts += [text[last : token.start()], terms[token["name"]]]
            last = token.end()
    return "".join([*parts, text[last:]])


def _tokens(text: str) -> list[re.Match[str]]:
    """Find the parameter tokens, passing over strings, IRIs and comments."""
    found, position = [], 0
    pattern = re.compile(f"{_SKIPPED.pattern}|{_TOKEN.pattern}")
    while match := pattern.search(text, position):
        if match["name"]:
            found.append(match)
        position = match.end()
    return found


def _term(query: Query, parameter: Parameter, text: str, store: Store) -> NamedNode | Literal:
    def refuse(expected: str) -> QueryError:
        return QueryError(query.name, f"{parameter.name}={text[:60]!r}: expected {expected}")

    if len(text) > _MAX_LENGTH or re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", text):
        raise refuse("printable words of no more than 2,000 characters")
    if parameter.type == "iri":
        return _thing(text, store, refuse)
    if parameter.type == "xsd_date":
        try:
            return Literal(date.fromisoformat(text).isoformat(), datatype=XSD.date)
        except ValueError:
            raise refuse("a date such as 2021-12-31") from None
    if parameter.type == "xsd_integer":
        if not re.fullmatch(r"-?[0-9]{1,18}", text):
            raise refuse("a whole number")
        return Literal(text, datatype=XSD.integer)
    return Literal(text)


def _thing(text: str, store: Store, refuse: Any) -> NamedNode:
    if "://" in text:
        if not _IRI.fullmatch(text):
            raise refuse("an IRI without spaces, quotes or brackets")
        return NamedNode(text)
    labels = _labels(store)
    found = labels.get(fold(text))
    if found:
        return found
    near = get_close_matches(fold(text), labels, n=3, cutoff=0.5)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise refuse(f"a short name, name or IRI of something in the store{hint}")


def _labels(store: Store) -> dict[str, NamedNode]:
    rows = store.query(
        "SELECT ?name ?thing { ?thing <http://www.w3.org/2004/02/skos/core#prefLabel>"
        "|<http://www.w3.org/2004/02/skos/core#notation> ?name } ORDER BY DESC(STR(?thing))",
        use_default_graph_as_union=True,
    )
    if not isinstance(rows, QuerySolutions):
        raise TypeError("a SELECT query gives solutions")
    return {
        fold(row["name"].value): row["thing"] for row in rows if isinstance(row["thing"], NamedNode)
    }


def shown(term: Any) -> str:
    """Give a term as a person reads it: words, or the end of an IRI; '' for nothing."""
    if term is None:
        return ""
    text = str(term.value)
    return re.split(r"/id/|/code/|#", text)[-1] if isinstance(term, NamedNode) else text


FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml")


def write(solutions: Solutions, form: str) -> str:
    """Write an answer; 'csv' to 'xml' are the W3C formats of SPARQL results."""
    if form in ("table", "markdown"):
        return _table(solutions, form)
    from pyoxigraph import QueryResultsFormat, Variable  # noqa: PLC0415

    formats = {
        "csv": QueryResultsFormat.CSV,
        "tsv": QueryResultsFormat.TSV,
        "json": QueryResultsFormat.JSON,
        "xml": QueryResultsFormat.XML,
    }
    return _serialised(solutions, formats[form], Variable)


def _serialised(solutions: Solutions, form: Any, variable: Any) -> str:
    """Let the store write rows that are given to it as VALUES."""
    head = " ".join(str(variable(name)) for name in solutions.variables)
    rows = " ".join(
        "(" + " ".join("UNDEF" if term is None else str(term) for term in row) + ")"
        for row in solutions.rows
    )
    result = Store().query(f"SELECT {head} {{ VALUES ({head}) {{ {rows} }} }}")
    return (result.serialize(format=form) or b"").decode("utf-8")


def _table(solutions: Solutions, form: str) -> str:
    from prettytable import PrettyTable, TableStyle  # noqa: PLC0415

    table = PrettyTable(list(solutions.variables))
    table.set_style(TableStyle.MARKDOWN if form == "markdown" else TableStyle.SINGLE_BORDER)
    table.align = "l"
    table.max_width = 70
    table.add_rows([[shown(term) for term in row] for row in solutions.rows])
    return str(table)


def listing() -> Sequence[tuple[str, str, str]]:
    """Give name, parameters and question of every query."""
    found = [load(name) for name in names()]
    return [
        (
            query.name,
            " ".join(
                p.name + "=…" if p.required else f"[{p.name}=…]" for p in query.parameters.values()
            ),
            query.summary,
        )
        for query in found
    ]
