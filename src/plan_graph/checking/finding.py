"""One finding: which rule, which thing, where in the document, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as Choice

from pyoxigraph import BlankNode, Literal, NamedNode

from plan_graph.checking.places import Source, order, shorten
from plan_graph.phrases import ENGLISH, phrase
from plan_graph.vocab import PLAN_BASE

Severity = Choice["Violation", "Warning", "Info"]
Node = NamedNode | BlankNode | Literal

SEVERITIES: tuple[Severity, ...] = ("Violation", "Warning", "Info")
"""The most serious first."""
SHAPES = PLAN_BASE + "shapes#"
"""The namespace of shapes and rules."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that the data break.

    Attributes:
        severity: 'Violation' if consumers of the data would break, 'Warning' if a
            publisher should look, 'Info' if it is good to know.
        rule: Name of the rule, such as 'ActionShape-deadline'.
        focus: The thing that breaks it.
        messages: What was found, expected and to be done, by language.
        path: IRI of the property concerned, or '' for the thing as a whole.
        value: The value concerned, if it is one.
        source: The words of the document that state the thing, if any.
        component: Which constraint of SHACL, such as 'MinCountConstraintComponent', or ''.
        is_general: Whether the message speaks for all findings that share it, such as those of
            a table that lacks a column, so that no single place need be shown.
    """

    severity: Severity
    rule: str
    focus: Node
    messages: Mapping[str, str]
    path: str = ""
    value: Node | None = None
    source: Source | None = None
    component: str = ""
    is_general: bool = False

    @property
    def quote(self) -> str:
        """The words of the document, or ''."""
        return self.source.quote if self.source else ""

    def message(self, language: str) -> str:
        """Return what was found, expected and to be done, in a language that it is told in."""
        told = self.messages
        return told.get(language) or told.get(ENGLISH) or next(iter(told.values()), "")

    def line(self, language: str) -> str:
        """Say it in one line: how serious, where, the words, what to do, which rule and thing."""
        return f"{self.sentence(language)} ({self.rule}, {local_name(self.focus)})"

    def sentence(self, language: str) -> str:
        """Say the same to who looks at the thing, without the names of rule and thing."""
        severity = severity_name(self.severity, language)
        parts = (severity, self.where(language), self.message(language))
        return ": ".join(filter(None, parts))

    def where(self, language: str) -> str:
        """Return the place, the words there and the value that was found, as far as known."""
        place = self.source.words(language) if self.source else ""
        return ": ".join(filter(None, (place, self._found(language))))

    def _found(self, language: str) -> str:
        """Show the value, unless it is the thing or the quote itself."""
        if self.value is None or self.value == self.focus:
            return ""
        if isinstance(self.value, Literal):
            shown = shorten(self.value.value) or "''"
            return "" if shown == shorten(self.quote) else _found(shown, language)
        shown = local_name(self.value)
        return "" if shown.startswith("fragment/") else _found(shown, language)

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Most serious first, then the order of the document, then rule, thing and value."""
        place = order(self.source) if self.source else (True, 0, 0, 0, 0, "")
        rank = SEVERITIES.index(self.severity)
        return rank, place, self.rule, str(self.focus), self.path, str(self.value or "")


def _found(shown: str, language: str) -> str:
    return phrase("checking.finding.found", language, value=shown)


def severity_name(severity: Severity, language: str) -> str:
    """Return the word for how serious a finding is."""
    return phrase(f"checking.severity.{severity}", language)


def local_name(node: Node) -> str:
    """Return the telling end of an IRI.

    >>> local_name(NamedNode("https://w3id.org/plan-graph/id/action/ro-thb-2021-2022/1.1-01"))
    'action/ro-thb-2021-2022/1.1-01'
    >>> local_name(NamedNode("https://w3id.org/plan-graph/def#Action"))
    'Action'
    """
    if isinstance(node, BlankNode):
        return str(node)
    text = node.value
    for mark in ("/id/", "/code/", "#"):
        if mark in text:
            return text.partition(mark)[2] or text
    return text
