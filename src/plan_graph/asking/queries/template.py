"""A named query as its file has it: decorators for grlc, SPARQL text, parameter tokens.

A parameter is written `?_name_type` (required) or `?__name_type` (optional), as BASIL and
grlc have it. Reading decorators needs a YAML parser, which is loaded only for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from plan_graph.errors import QueryError
from plan_graph.phrases import phrase

TYPE_CHECKING = False  # Not from typing, which would take a tenth of the time of an answer.
if TYPE_CHECKING:
    from typing import Any

_DECORATOR = re.compile(r"(?m)^#\+ ?(.*)$")
_TOKEN = r"\?(?P<marks>__?)(?P<name>[A-Za-z0-9]+)(?:_(?P<type>\w+))?"
SKIPPED = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\x00-\x20]*>|#[^\n]*'
)
"""What no parameter stands in: strings, IRIs, comments."""
_TOKEN_OR_SKIPPED = re.compile(f"{SKIPPED}|{_TOKEN}")
_FORMS = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")


class Parameter:
    """One parameter; `type` is '', 'iri', 'integer', 'number', 'xsd_date' or the like."""

    __slots__ = ("name", "required", "type")

    def __init__(self, name: str, type: str, required: bool) -> None:
        self.name = name
        self.type = type
        self.required = required

    def __eq__(self, other: object) -> bool:
        """Compare by all attributes."""
        return isinstance(other, Parameter) and self._key == other._key

    def __hash__(self) -> int:
        """Hash by all attributes."""
        return hash(self._key)

    @property
    def _key(self) -> tuple[str, str, bool]:
        return self.name, self.type, self.required


class Token:
    """One place of a parameter in the text."""

    __slots__ = ("end", "parameter", "start")

    def __init__(self, start: int, end: int, parameter: Parameter) -> None:
        self.start = start
        self.end = end
        self.parameter = parameter


def tokens(text: str) -> Iterator[Token]:
    """Find the places of parameters in SPARQL text.

    >>> [token.parameter.name for token in tokens('?s ?_p_iri "?_no" # ?_neither')]
    ['p']
    """
    for match in _TOKEN_OR_SKIPPED.finditer(text):
        if match["name"]:
            parameter = Parameter(match["name"], match["type"] or "", match["marks"] == "_")
            yield Token(match.start(), match.end(), parameter)


class Query:
    """One named query.

    Attributes:
        name: The name of its file without extension.
        source: The whole file.
        text: The SPARQL text; each line stands on the line that it has in the file.
    """

    def __init__(self, name: str, source: str) -> None:
        self.name = name
        self.source = source
        self.text = _DECORATOR.sub("", source)

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        """The parameters by name, the required ones first."""
        found = {token.parameter.name: token.parameter for token in tokens(self.text)}
        return dict(sorted(found.items(), key=lambda item: not item[1].required))

    @cached_property
    def form(self) -> str:
        """The query form: 'select' or 'construct'.

        Raises:
            QueryError: If it is another one; only these are answered.
        """
        words = _TOKEN_OR_SKIPPED.sub(" ", self.text).upper().split()
        form = next((word.lower() for word in words if word in _FORMS), "nothing")
        if form not in ("select", "construct"):
            found = (
                phrase("asking.template.no_query_form")
                if form == "nothing"
                else phrase("asking.template.asks_for", upper=form.upper())
            )
            raise QueryError(
                self.name,
                phrase("asking.template.only_select_construct_answered", found=found),
            )
        return form

    @cached_property
    def about(self) -> Mapping[str, Any]:
        """The decorators, as YAML reads them.

        Raises:
            QueryError: If they are no YAML mapping; grlc would drop them without a word.
        """
        import yaml  # noqa: PLC0415 - answering needs no decorators

        lines = "\n".join(_DECORATOR.findall(self.source))
        try:
            about = yaml.load(lines, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.MarkedYAMLError as error:
            line = self._decorator_line(error.problem_mark.line if error.problem_mark else 0)
            problem = phrase(
                "asking.template.line_decorators_no_yaml", line=line, problem=error.problem
            )
            raise QueryError(
                self.name, phrase("asking.template.quote_texts_hold_colon", problem=problem)
            ) from None
        if not isinstance(about, dict):
            raise QueryError(self.name, phrase("asking.template.no_decorators"))
        return about

    def _decorator_line(self, index: int) -> int:
        """Return the line in the file, from 1, of a line of the decorators, from 0."""
        starts = [match.start() for match in _DECORATOR.finditer(self.source)]
        return self.source.count("\n", 0, starts[min(index, len(starts) - 1)]) + 1

    @property
    def own(self) -> Mapping[str, Any]:
        """What `x-plan-graph` says: Romanian texts, parameter labels, the chart."""
        own = self.about.get("x-plan-graph") or {}
        return own if isinstance(own, dict) else {}

    def fixed(self, name: str, terms: Mapping[str, str]) -> Query:
        """Return the query under another name, with written terms in the place of parameters."""
        parts, last = [], 0
        for token in tokens(self.source):  # Decorators are comments to it.
            if token.parameter.name in terms:
                parts += [self.source[last : token.start], terms[token.parameter.name]]
                last = token.end
        return Query(name, "".join([*parts, self.source[last:]]))

    def words(self, part: str, language: str = "en") -> str:
        """Return 'summary' or 'description' in a language, else in English."""
        translated = self.own.get(part)
        found = translated.get(language) if isinstance(translated, dict) else None
        return str(found or self.about.get(part, "")).strip()
