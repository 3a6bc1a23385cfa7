"""What is compared of a thing: its facets, each a list of values that people can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from plan_graph.publishing.diff.meanings import Meanings
from plan_graph.rdf.view import Node, View
from plan_graph.vocab import DCTERMS, PLAN, SKOS


@dataclass(frozen=True, slots=True)
class Value:
    """A value.

    Attributes:
        key: What it is compared by, in the language of the document.
        shown: How it is shown.
        read: How its words were understood, where they can be understood in several ways.
    """

    key: str
    shown: str
    read: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """A part of a plan with its facets, by name, in the order in which they are told."""

    kind: str
    code: str
    title: Value
    facets: Mapping[str, tuple[Value, ...]]


class Reader:
    """Reads the things of one edition; values are shown in a language where they have it."""

    def __init__(self, view: View, language: str) -> None:
        self._view = view
        self._language = language
        self._stated = _stated_language(view)

    def things(self) -> dict[str, list[Thing]]:
        """Give all things by kind, in the order of the plan."""
        kinds = {
            "plan": (PLAN.ActionPlan, self._plan),
            "pillar": (PLAN.Pillar, self._pillar),
            "general objective": (PLAN.GeneralObjective, self._objective),
            "specific objective": (PLAN.SpecificObjective, self._objective),
            "action": (PLAN.Action, self._action),
        }
        view = self._view
        return {
            kind: [
                Thing(
                    kind, view.text(node, DCTERMS.identifier), self._title(node), dict(read(node))
                )
                for node in view.ordered(view.instances(of))
            ]
            for kind, (of, read) in kinds.items()
        }

    def _title(self, node: Node) -> Value:
        return self._value(node, DCTERMS.title)

    def _value(self, node: Node, predicate: NamedNode) -> Value:
        anything = self._view.text(node, predicate)
        key = self._view.text(node, predicate, self._stated) or anything
        return Value(key, self._view.text(node, predicate, self._language) or key)

    def _plan(self, node: Node) -> Iterator[tuple[str, tuple[Value, ...]]]:
        for name, predicate in (("start", PLAN.startDate), ("end", PLAN.endDate)):
            text = self._view.text(node, predicate)
            yield name, (Value(text, text),) if text else ()

    def _pillar(self, node: Node) -> Iterator[tuple[str, tuple[Value, ...]]]:
        yield "result", self._labels(node, PLAN.expectedResult)

    def _objective(self, node: Node) -> Iterator[tuple[str, tuple[Value, ...]]]:
        yield "general objective", self._titles(node, PLAN.refines)
        yield "pillar", self._titles(node, PLAN.inPillar)
        yield "result", self._labels(node, PLAN.expectedResult)

    def _action(self, node: Node) -> Iterator[tuple[str, tuple[Value, ...]]]:
        yield "objective", self._titles(node, PLAN.pursues)
        for role in ("responsible", "partner"):
            yield role, tuple(self._actors(node, role))
        meanings = Meanings(self._view, self._language)
        for name, link, words, read in (
            ("deadline", PLAN.hasDeadline, PLAN.verbatim, meanings.deadline),
            ("funding", PLAN.hasFunding, PLAN.verbatim, meanings.funding),
            ("indicator", PLAN.hasIndicator, SKOS.prefLabel, meanings.indicator),
        ):
            yield (
                name,
                tuple(
                    replace(self._value(part, words), read=read(part))
                    for part in self._parts(node, link)
                ),
            )

    def _parts(self, node: Node, link: NamedNode) -> Iterable[Node]:
        return self._view.ordered(self._view.nodes(node, link))

    def _titles(self, node: Node, link: NamedNode) -> tuple[Value, ...]:
        return tuple(self._title(part) for part in self._view.nodes(node, link))

    def _labels(self, node: Node, link: NamedNode) -> tuple[Value, ...]:
        return tuple(self._value(part, SKOS.prefLabel) for part in self._parts(node, link))

    def _actors(self, node: Node, role: str) -> Iterator[Value]:
        for part in self._parts(node, PLAN.hasParticipation):
            roles = [code.value for code in self._view.nodes(part, PLAN.role)]
            if any(code.endswith(f"/{role}") for code in roles):
                bodies = [self._body(body) for body in self._view.nodes(part, PLAN.actor)]
                above = [self._body(body) for body in self._view.nodes(part, PLAN.actingFor)]
                yield Value(
                    "/".join(value.key for value in (*above, *bodies)),
                    " ← ".join(value.shown for value in (*bodies, *above)),
                )

    def _body(self, body: Node) -> Value:
        short = self._view.text(body, SKOS.notation)
        return Value(short, short) if short else self._value(body, SKOS.prefLabel)


def _stated_language(view: View) -> str:
    """Tell the language of the document by its words, which no translation touches."""
    for link in (PLAN.hasDeadline, PLAN.hasFunding):
        for action in view.instances(PLAN.Action):
            for part in view.nodes(action, link):
                for words in view.values(part, PLAN.verbatim):
                    if isinstance(words, Literal) and words.language:
                        return words.language
    return ""
