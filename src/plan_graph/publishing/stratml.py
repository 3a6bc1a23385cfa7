"""A plan as StratML (ISO 17469), Part 1 for strategic plans or Part 2 for performance plans.

StratML has two levels: its goals are our objectives that actions pursue, and its objectives our
actions. An action stands under the first objective that it pursues.
What has no element of its own stands line by line, as 'Deadline: anual', in OtherInformation, from
which `documents.stratml` takes it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal as Choice
from xml.etree import ElementTree

from pyoxigraph import NamedNode

from plan_graph.documents.stratml_terms import LABELS, NAMESPACES, REMARK, label
from plan_graph.errors import UsageError
from plan_graph.facts import Form, Kind, Value, told_on
from plan_graph.language.wording import tag_of
from plan_graph.phrases import phrase
from plan_graph.rdf import code_lists
from plan_graph.rdf.view import Node, View
from plan_graph.vocab import DCTERMS, PLAN, PLAN_BASE, SKOS

Part = Choice[1, 2]

LEFT_OUT = "publishing.left_out.stratml"
"""What a reader of the export does not find, or finds only as text."""

_ASPECT = f"{PLAN_BASE}code/aspect/"
_QUANTITIES = "count"
"""What the code of an indicator that is a number ends with."""


def stratml(view: View, part: Part, language: str = "") -> bytes:
    """Write the only plan of a graph as StratML, in a language or in that of its document.

    Raises:
        UsageError: If the graph holds no plan or several, or none in the language.
    """
    return _Writer(view, part, language).write()


class _Writer:
    def __init__(self, view: View, part: Part, language: str) -> None:
        plans = view.instances(PLAN.ActionPlan)
        if len(plans) != 1:
            raise UsageError(phrase("publishing.stratml.graph_holds_plans", plans=len(plans)))
        (self._plan,) = plans
        self._view = view
        self._part = part
        self._language = language or self._own_language()
        if not view.text(self._plan, DCTERMS.title, self._language):
            raise UsageError(phrase("publishing.stratml.plan_no_title", language=self._language))

    def _own_language(self) -> str:
        """Return the language of the document; '' lets the first words of each thing do."""
        found = self._view.nodes(self._plan, DCTERMS.language)
        return next((tag_of(node.value) for node in found), "")

    def write(self) -> bytes:
        name = "StrategicPlan" if self._part == 1 else "PerformancePlanOrReport"
        root = ElementTree.Element(name, xmlns=NAMESPACES[self._part])
        if self._part == 2:
            root.set("Type", "Performance_Plan")
        _add(root, "Name", self._title(self._plan))
        _add(root, "OtherInformation", self._about_plan())
        core = ElementTree.SubElement(root, "StrategicPlanCore")
        for objective in self._goals:
            self._goal(core, objective)
        if not self._goals or not all(map(self._goal_of, self._actions)):
            self._goal(core, None)
        administration = ElementTree.SubElement(root, "AdministrativeInformation")
        _add(administration, "StartDate", self._view.text(self._plan, PLAN.startDate))
        _add(administration, "EndDate", self._view.text(self._plan, PLAN.endDate))
        if isinstance(self._plan, NamedNode):
            _add(administration, "Source", self._plan.value)
        ElementTree.indent(root, " ")
        written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
        return written + b"\n"

    @cached_property
    def _actions(self) -> list[Node]:
        return self._view.ordered(self._view.instances(PLAN.Action))

    @cached_property
    def _goals(self) -> list[Node]:
        """The objectives that are goals: all specific ones, and others that actions pursue."""
        pursued = {each for action in self._actions for each in self._pursued(action)}
        general = self._view.ordered(self._view.instances(PLAN.GeneralObjective))
        specific = self._view.ordered(self._view.instances(PLAN.SpecificObjective))
        return [*(each for each in general if each in pursued), *specific]

    def _pursued(self, action: Node) -> Sequence[Node]:
        return self._view.nodes(action, PLAN.pursues)

    def _goal_of(self, action: Node) -> Node | None:
        """Return the first goal that an action pursues, or None."""
        return next((each for each in self._goals if each in self._pursued(action)), None)

    def _title(self, node: Node) -> str:
        return self._view.text(node, DCTERMS.title, self._language)

    def _code(self, node: Node) -> str:
        return self._view.text(node, DCTERMS.identifier)

    def _about_plan(self) -> str:
        lines = []
        for pillar in self._view.ordered(self._view.instances(PLAN.Pillar)):
            lines.append(f"{LABELS['pillar']} {self._code(pillar)}: {self._title(pillar)}")
            lines += self._results("pillar", pillar)
        for objective in self._view.ordered(self._view.instances(PLAN.GeneralObjective)):
            if objective in self._goals:
                continue
            code = self._code(objective)
            lines.append(f"{LABELS['general']} {code}: {self._title(objective)}")
            lines += self._results("general", objective)
        return "\n".join(lines)

    def _results(self, kind: str, node: Node) -> Iterator[str]:
        for result in self._view.ordered(self._view.nodes(node, PLAN.expectedResult)):
            label = self._view.text(result, SKOS.prefLabel, self._language)
            yield f"{LABELS[kind]} {self._code(node)} {LABELS['results']}: {label}"

    def _goal(self, core: ElementTree.Element, objective: Node | None) -> None:
        """Write an objective with its actions; None stands for the plan and for those without."""
        goal = ElementTree.SubElement(core, "Goal")
        node = objective or self._plan
        _add(goal, "Name", self._title(node))
        # Its place must be there; what describes the objective is its name.
        ElementTree.SubElement(goal, "Description")
        if objective:
            _add(goal, "Identifier", f"objective_{_name(self._code(objective))}")
            _add(goal, "SequenceIndicator", self._code(objective))
            _add(goal, "OtherInformation", "\n".join(self._above(objective)))
        for action in self._actions:
            if self._goal_of(action) == objective:
                self._objective(goal, action)

    def _above(self, objective: Node) -> Iterator[str]:
        for above, link in (("pillar", PLAN.inPillar), ("general", PLAN.refines)):
            for node in self._view.nodes(objective, link):
                yield f"{LABELS[above]}: {self._code(node)}"

    def _objective(self, goal: ElementTree.Element, action: Node) -> None:
        element = ElementTree.SubElement(goal, "Objective")
        _add(element, "Name", self._title(action))
        described = filter(self._is_description, self._parts(action, PLAN.hasRemark))
        texts = (self._view.text(remark, PLAN.verbatim) for remark in described)
        _add(element, "Description", "\n".join(texts))
        _add(element, "Identifier", f"action_{_name(self._code(action))}")
        _add(element, "SequenceIndicator", self._code(action))
        for participation in self._parts(action, PLAN.hasParticipation):
            self._stakeholder(element, participation)
        _add(element, "OtherInformation", "\n".join(self._lines(action)))
        for indicator in self._parts(action, PLAN.hasIndicator) if self._part == 2 else ():
            self._indicator(element, indicator)

    def _lines(self, action: Node) -> Iterator[str]:
        """Say line by line what has no element: participations have, and in Part 2 indicators."""
        for kind in told_on("action"):
            if kind.form is Form.CODE:
                yield from self._codes(action, kind)
            elif kind.words:
                for node in self._parts(action, kind.link):
                    is_element = kind.link == PLAN.hasIndicator and self._part == 2
                    if not (is_element or self._is_description(node)):
                        yield f"{self._label_of(node, kind)}: {self._words(node, kind.words)}"
                    yield from self._measures(node, kind)

    def _codes(self, action: Node, kind: Kind) -> Iterator[str]:
        """Say the codes of an action, unless a remark has the words that they were read from."""
        told = self._view.nodes(action, PLAN.hasRemark, PLAN.aspect)
        if NamedNode(f"{_ASPECT}{kind.name}") not in told:
            names = code_lists.labels(kind.scheme, self._language)
            for each in self._view.nodes(action, kind.link):
                code = each.value.removeprefix(kind.of)
                yield f"{label(kind)}: {names.get(code, code)}"

    def _is_description(self, node: Node) -> bool:
        return NamedNode(f"{_ASPECT}description") in self._view.nodes(node, PLAN.aspect)

    def _label_of(self, node: Node, kind: Kind) -> str:
        heading = self._view.text(node, PLAN.heading)
        return f"{REMARK} ({heading})" if heading else label(kind)

    def _measures(self, node: Node, whole: Kind) -> Iterator[str]:
        """Say what stands on a fact; in Part 2 targets have an element."""
        for kind in told_on(whole.name):
            if kind.words and whole.words and (self._part == 1 or kind.link != PLAN.hasTarget):
                for part in self._parts(node, kind.link):
                    words = self._words(part, kind.words)
                    yield f"{label(kind)}: {self._words(node, whole.words)}: {words}"

    def _words(self, node: Node, words: Value) -> str:
        return self._view.text(node, words.link, self._language if words.form is Form.LABEL else "")

    def _parts(self, action: Node, link: NamedNode) -> list[Node]:
        return self._view.ordered(self._view.nodes(action, link))

    def _label(self, node: Node) -> str:
        return self._view.text(node, SKOS.prefLabel, self._language)

    def _stakeholder(self, element: ElementTree.Element, participation: Node) -> None:
        (role,) = self._view.nodes(participation, PLAN.role)[:1] or (None,)
        code = role.value.rpartition("/")[2] if isinstance(role, NamedNode) else ""
        stakeholder = ElementTree.SubElement(element, "Stakeholder")
        for actor in self._view.nodes(participation, PLAN.actor):
            _add(stakeholder, "Name", self._body(actor))
        lines = [f"{LABELS['role']}: {code}"] if self._part == 1 else []
        for body in self._view.nodes(participation, PLAN.actingFor):
            lines.append(f"{LABELS['for']}: {self._body(body)}")
        _add(stakeholder, "Description", "\n".join(lines))
        if self._part == 2:
            described = ElementTree.SubElement(stakeholder, "Role")
            _add(described, "Name", code)
            _add(described, "RoleType", "Performer")

    def _body(self, body: Node) -> str:
        return self._view.text(body, SKOS.notation) or self._label(body)

    def _indicator(self, element: ElementTree.Element, indicator: Node) -> None:
        written = ElementTree.SubElement(element, "PerformanceIndicator")
        kinds = [kind.value for kind in self._view.nodes(indicator, PLAN.indicatorKind)]
        number = any(kind.endswith(_QUANTITIES) for kind in kinds)
        written.set("PerformanceIndicatorType", "Quantitative" if number else "Qualitative")
        _add(written, "SequenceIndicator", self._view.text(indicator, PLAN.position))
        _add(written, "MeasurementDimension", self._label(indicator))
        unit = ElementTree.SubElement(written, "UnitOfMeasurement")
        unit.text = self._view.text(indicator, PLAN.unit, self._language)
        for target in self._parts(indicator, PLAN.hasTarget):
            instance = ElementTree.SubElement(written, "MeasurementInstance")
            result = ElementTree.SubElement(instance, "TargetResult")
            _add(result, "Description", self._view.text(target, PLAN.verbatim))
            _add(result, "NumberOfUnits", self._view.text(target, PLAN.value))
            _add(result, "StartDate", self._view.text(target, PLAN.startDate))
            _add(result, "EndDate", self._view.text(target, PLAN.endDate))


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    """Add an element, if there is something to say."""
    if text:
        ElementTree.SubElement(parent, name).text = text


def _name(code: str) -> str:
    """Return a code the form of an XML name."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in code)
