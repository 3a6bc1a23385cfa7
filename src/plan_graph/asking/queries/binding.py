"""Values of parameters: validated, made RDF terms, and put in the place of their tokens.

A value is never pasted as text: what stands in the query is a serialised term of the type
that its token names, so no value can change the structure of the query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from unicodedata import normalize

from pyoxigraph import Literal, NamedNode

from plan_graph.asking.queries.dataset import within
from plan_graph.asking.queries.engine import Engine
from plan_graph.asking.queries.template import Parameter, Query, tokens
from plan_graph.asking.queries.unasked import without
from plan_graph.errors import QueryError, UnknownThingError
from plan_graph.phrases import ENGLISH, Phrase, phrase
from plan_graph.rdf.lexical import is_day
from plan_graph.vocab import XSD

# Patterns are compiled when the first value comes: most queries are asked without one.
_IRI = r"(?:https?|urn|ftp|mailto|tag|info|doi):[^\x00-\x20<>\"{}|\\^`\x7f-\x9f]+"
_UNPRINTABLE = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]"
_LANGUAGE = r"[a-z]{2,3}"
_MARK = "# Searched:"
_INDEXED = _MARK + r" \?(\w+) holds the words[^\n]*"
_MAX_LENGTH = 2_000
_MAX_DIGITS = 18


def bind(query: Query, values: Mapping[str, str], engine: Engine) -> str:
    """Return the SPARQL text with values in place; optional parameters without one stay free.

    A question about one plan names the graphs of it, if the engine knows them.

    An IRI may be given by a name: the engine is asked which thing has it.

    Raises:
        QueryError: If a value is missing, unknown or of the wrong form.
    """
    check_names(query, values)
    found = {
        name: _term(query, query.parameters[name], value, engine, values.get("plan", ""))
        for name, value in values.items()
    }
    terms = {name: _written(term) for name, term in found.items()}
    parts, last = [], 0
    for token in tokens(query.text):
        if token.parameter.name in terms:
            parts += [query.text[last : token.start], terms[token.parameter.name]]
            last = token.end
    asked = without("".join([*parts, query.text[last:]]), query.parameters.keys() - terms.keys())
    text = _narrowed(asked, values, engine)
    return within(text, _graphs(found.values(), engine))


def _narrowed(text: str, values: Mapping[str, str], engine: Engine) -> str:
    """Name the things that may hold the words, so that few are looked at, if the engine knows them.

    A line of the query says of which variable, where these are to stand.
    """
    line = re.search(_INDEXED, text) if "words" in values and _MARK in text else None
    things = engine.holding(normalize("NFC", values["words"])) if line else None
    if line is None or things is None:
        return text
    named = f"VALUES ?{line[1]} {{ {' '.join(map(str, things))} }}"
    return f"{text[: line.start()]}{named}{text[line.end() :]}"


def _graphs(values: Iterable[NamedNode | Literal], engine: Engine) -> Sequence[NamedNode]:
    """Return the graphs of the one plan that a question is about; () if it may be about several."""
    about = (engine.graphs_about(value) for value in values if isinstance(value, NamedNode))
    return next((graphs for graphs in about if graphs), ())


def check_names(query: Query, values: Mapping[str, str]) -> None:
    """Refuse a value for no parameter, and a required parameter without a value.

    Raises:
        QueryError: If there is one.
    """
    known = ", ".join(query.parameters)
    for name in values:
        if name not in query.parameters:
            key = "asking.binding.no_parameter"
            key = key if known else "asking.binding.no_parameter_at_all"
            raise QueryError(query.name, phrase(key, name=_shown(name), known=known))
    for parameter in query.parameters.values():
        if parameter.required and not values.get(parameter.name):
            name = parameter.name
            raise QueryError(
                query.name,
                phrase("asking.binding.needs_value_for", name=name, hint=hint(parameter)),
            )


def hint(parameter: Parameter, language: str = ENGLISH) -> Phrase:
    """Say what a value looks like, for messages and help."""
    form = _FORMS.get(parameter.type.removeprefix("xsd_"), "words")
    return phrase(f"answers.value.{form}", language)


def _term(
    query: Query, parameter: Parameter, text: str, engine: Engine, plan: str
) -> NamedNode | Literal:
    def refuse(expected: str, kind: type[QueryError] = QueryError) -> QueryError:
        key, name = "asking.binding.expected", parameter.name
        return kind(query.name, phrase(key, name=name, value=_shown(text), expected=expected))

    text = normalize("NFC", text)  # Folding in queries knows letters with their accents only.
    if len(text) > _MAX_LENGTH:
        raise refuse(
            phrase(
                "asking.binding.no_more_than_characters_found",
                max_length=_MAX_LENGTH,
                text=len(text),
            )
        )
    if re.search(_UNPRINTABLE, text):
        raise refuse(phrase("asking.binding.printable_characters_on_one_line"))
    if parameter.type == "iri":
        return _thing(parameter, text, engine, refuse, plan)
    if re.fullmatch(_LANGUAGE, parameter.type) and parameter.type not in _READERS:
        return Literal(text, language=parameter.type)
    reader = _READERS.get(parameter.type.removeprefix("xsd_"))
    if reader is None:
        raise QueryError(
            query.name,
            phrase(
                "asking.binding.parameter_type_unknown",
                name=parameter.name,
                type=parameter.type,
                readers=", ".join(_READERS),
            ),
        )
    term = reader(text)
    if term is None:
        form = _FORMS[parameter.type.removeprefix("xsd_")]
        raise refuse(phrase(f"asking.binding.value.{form}", digits=_MAX_DIGITS))
    return term


def _written(term: NamedNode | Literal) -> str:
    """Write a term so that it stays one on engines that resolve '\\u0022' before they parse.

    SPARQL 1.1, 19.2 lets an engine do so; some then see it in the escaped form of the words
    '\\u0022' too, and take the quotation mark for the end of the string. So the letter is escaped.
    """
    return re.sub(r"\\\\([uU])", lambda found: rf"\\\U{ord(found[1]):08X}", str(term))


def _thing(
    parameter: Parameter,
    text: str,
    engine: Engine,
    refuse: Callable[..., QueryError],
    plan: str,
) -> NamedNode:
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text):
        try:
            if re.fullmatch(_IRI, text):
                return NamedNode(text)
        except ValueError:
            pass  # Such as a bracket within the path.
        raise refuse(phrase("asking.binding.iri_such_https_without_spaces"))
    from plan_graph.asking.queries.naming import find_thing  # noqa: PLC0415 - only names need it

    def unknown(expected: str) -> QueryError:
        return refuse(expected, UnknownThingError)

    return find_thing(parameter.name, text, engine, unknown, plan)


def _shown(text: str) -> str:
    """Return at most 60 characters of what was typed, fit for one line of a message."""
    short = text if len(text) <= 60 else text[:59] + "…"
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in short)


def _date(text: str) -> Literal | None:
    return Literal(text, datatype=XSD.date) if is_day(text) else None


def _integer(text: str) -> Literal | None:
    if not re.fullmatch(rf"[+-]?[0-9]{{1,{_MAX_DIGITS}}}", text):
        return None
    return Literal(str(int(text)), datatype=XSD.integer)


def _decimal(text: str) -> Literal | None:
    if not re.fullmatch(rf"[+-]?[0-9]{{1,{_MAX_DIGITS}}}(\.[0-9]{{1,{_MAX_DIGITS}}})?", text):
        return None
    return Literal(text, datatype=XSD.decimal)


def _year(text: str) -> Literal | None:
    return Literal(text, datatype=XSD.gYear) if re.fullmatch(r"[0-9]{4}", text) else None


def _boolean(text: str) -> Literal | None:
    return Literal(text, datatype=XSD.boolean) if text in ("true", "false") else None


_READERS: Mapping[str, Callable[[str], Literal | None]] = {
    "": Literal,
    "literal": Literal,
    "string": Literal,
    "integer": _integer,
    "number": _decimal,
    "decimal": _decimal,
    "date": _date,
    "gYear": _year,
    "boolean": _boolean,
}
_FORMS = {
    "iri": "iri",
    "integer": "integer",
    "number": "number",
    "decimal": "number",
    "date": "date",
    "gYear": "year",
    "boolean": "boolean",
}
"""What is said of a value, by the type of its parameter."""
KNOWN_TYPES = frozenset({"iri", *_READERS} - {"date", "string", "decimal", "gYear", "boolean"}) | {
    "xsd_date", "xsd_integer", "xsd_decimal", "xsd_string", "xsd_gYear", "xsd_boolean",
}  # fmt: skip
"""The types that a token may name."""
