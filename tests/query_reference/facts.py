"""What generated plans say, under the names that their graphs use; no SPARQL and no reasoner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plan_graph.iris import Iris, concept
from plan_graph.plan import (
    Action,
    Body,
    Deadline,
    FixedDeadline,
    Funding,
    Indicator,
    Objective,
    OpenDeadline,
    Period,
    Pillar,
    RecurringDeadline,
    Role,
    TargetGroup,
)
from plan_graph.rdf import code_lists
from plan_graph.text import clean
from plan_graph.vocab import CURRENCY, FREQUENCY, PLAN_BASE
from plan_graph.workbooks.monitoring.observations import Progress, ReportedValue
from query_reference.generate import OWN_KIND, Case

Value = str | int | object | None
Row = Mapping[str, Value]
DEF = PLAN_BASE + "def#"
EXTERNAL = (
    "external",
    "external-non-reimbursable",
    "european-funds",
    "other-external",
    OWN_KIND[0],
)
_CLASSES = {
    "ministry": "Ministry",
    "agency": "Agency",
    "collective": "CollectiveActor",
    "group": "ActorGroup",
    "working-group": "WorkingGroup",
    "international": "InternationalOrganisation",
}


def chosen(names: Mapping[str, str]) -> str:
    """Return the label in English, or in the first language that has one."""
    return names.get("en") or names[min(names)]


def code_iri(scheme: str, code: str) -> str | None:
    return concept(scheme, code).value if code else None


def code_label(scheme: str, code: str) -> str | None:
    if code == OWN_KIND[0]:
        return OWN_KIND[1]
    return code_lists.labels(scheme, "en")[code] if code else None


def term_label(name: str) -> str:
    return code_lists.term_labels("en")[DEF + name]


def frequency_label(code: str) -> str | None:
    return code_lists.labels("frequency", "en").get(code)


@dataclass(frozen=True)
class BodyFacts:
    """A body as one plan knows it: `within` are the names of its ministries."""

    iri: str
    label: str
    short: str | None
    kind: str
    within: frozenset[str]


@dataclass(frozen=True)
class LineFacts:
    line: Funding
    iri: str
    payers: tuple[str, ...]
    givers: tuple[str, ...]

    @property
    def words(self) -> str:
        return clean(self.line.stated_in.text)

    @property
    def kind(self) -> str | None:
        return code_iri("funding-kind", self.line.kind)

    @property
    def kind_label(self) -> str | None:
        return code_label("funding-kind", self.line.kind)

    @property
    def is_external(self) -> bool:
        return self.line.kind in EXTERNAL

    @property
    def currency(self) -> str | None:
        amount = self.line.amount
        return CURRENCY + amount.currency if amount and amount.currency else None


@dataclass(frozen=True)
class DeadlineFacts:
    deadline: Deadline
    iri: str
    is_revised: bool
    """Whether a later deadline replaces this one."""

    @property
    def words(self) -> str:
        return clean(self.deadline.stated_in.text)

    @property
    def period(self) -> Period:
        return getattr(self.deadline, "period", None) or Period(None, None)

    @property
    def start(self) -> date | None:
        return self.period.start

    @property
    def end(self) -> date | None:
        return self.period.end

    @property
    def frequency(self) -> str | None:
        deadline = self.deadline
        return FREQUENCY + deadline.frequency if isinstance(deadline, RecurringDeadline) else None

    @property
    def kind(self) -> str:
        match self.deadline:
            case FixedDeadline():
                return "FixedDeadline"
            case RecurringDeadline():
                return "RecurringDeadline"
            case OpenDeadline():
                return "OpenDeadline"
        return "UnparsedDeadline"


@dataclass(frozen=True)
class ActionFacts:
    """An action with what its row says, in names of the graph."""

    plan: PlanFacts
    action: Action

    @cached_property
    def iri(self) -> str:
        return self.plan.iris.thing("action", self.action.code).value

    @property
    def code(self) -> str:
        return self.action.notation or self.action.code

    @property
    def label(self) -> str:
        return chosen(self._labels)

    @property
    def names(self) -> list[str]:
        """The title in every language."""
        return [*self._labels.values()]

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        names = {self.plan.case.plan.language: clean(self.action.title)}
        for language, labels in self.plan.case.translations.items():
            if self.action.code in labels["action"]:
                names[language] = labels["action"][self.action.code].label
        return names

    @property
    def row(self) -> dict[str, Value]:
        return {"code": self.code, "action": self.iri, "actionLabel": self.label}

    @property
    def pillar(self) -> str | None:
        number = self.action.pillar
        return self.plan.iris.thing("pillar", number).value if number else None

    @cached_property
    def wholes(self) -> set[str]:
        """All that the action is a part of, directly or not."""
        found, queue = set[str](), [self.pillar, self.objective, self.plan.iri, self._above]
        while queue:
            name = queue.pop()
            if name is None or name in found:
                continue
            found.add(name)
            queue += self.plan.wholes_of(name)
        return found

    @property
    def _above(self) -> str | None:
        upper = self.action.part_of
        return self.plan.iris.thing("action", upper).value if upper else None

    @property
    def objective(self) -> str | None:
        code = self.action.objective
        return self.plan.iris.thing("objective", code).value if code else None

    def actors(self, role: Role) -> list[str]:
        parts = (part for part in self.action.participations if part.role is role)
        return list(dict.fromkeys(self.plan.name(part.actor) for part in parts))

    @cached_property
    def responsible(self) -> list[str]:
        return self.actors(Role.RESPONSIBLE)

    @cached_property
    def partners(self) -> list[str]:
        return self.actors(Role.PARTNER)

    @cached_property
    def involved(self) -> list[str]:
        return list(dict.fromkeys([*self.responsible, *self.partners]))

    def roles(self, name: str) -> list[str]:
        """Return the roles of a body in the action."""
        bodies = (("responsible", self.responsible), ("partner", self.partners))
        return [role for role, names in bodies if name in names]

    @cached_property
    def mentions(self) -> list[str]:
        return list(dict.fromkeys(self.plan.name(each.body) for each in self.action.mentions))

    @cached_property
    def named(self) -> set[str]:
        """All bodies that the action names in any way."""
        parts = [part.acting_for for part in self.action.participations if part.acting_for]
        payers = {name for line in self.lines for name in (*line.payers, *line.givers)}
        return {*self.involved, *self.mentions, *map(self.plan.name, parts)} | payers

    @cached_property
    def led_for(self) -> set[str]:
        """The bodies in whose name others are responsible."""
        return {
            self.plan.name(part.acting_for)
            for part in self.action.participations
            if part.acting_for and part.role is Role.RESPONSIBLE
        }

    def ministries(self, bodies: Iterable[str]) -> set[str]:
        return {each for body in bodies for each in self.plan.bodies[body].within}

    @cached_property
    def accountable(self) -> set[str]:
        return self.ministries(self.responsible)

    @cached_property
    def lines(self) -> list[LineFacts]:
        return [
            LineFacts(
                line,
                self._part("funding", number),
                tuple(map(self.plan.name, line.budget_of)),
                tuple(map(self.plan.name, line.providers)),
            )
            for number, line in enumerate(self.action.funding, start=1)
        ]

    @property
    def is_external(self) -> bool:
        return any(line.is_external for line in self.lines)

    @property
    def is_only_external(self) -> bool:
        return bool(self.lines) and all(line.is_external for line in self.lines)

    def is_asked(self, agency: str, ministry: str) -> bool:
        """Tell whether a body is responsible and a ministry accountable; '' is anybody."""
        return (not agency or agency in self.responsible) and (
            not ministry or ministry in self.accountable
        )

    @property
    def places(self) -> list[str]:
        return [each.label for each in self.action.places]

    @property
    def last_progress(self) -> Progress | None:
        return max(self.progress, key=lambda each: each.day) if self.progress else None

    @cached_property
    def deadlines(self) -> list[DeadlineFacts]:
        all_ = self.action.deadlines
        return [
            DeadlineFacts(each, self._part("deadline", n), n < len(all_) and all_[n].revised)
            for n, each in enumerate(all_, start=1)
        ]

    @cached_property
    def indicators(self) -> list[tuple[str, Indicator]]:
        return [(self._part("indicator", n), i) for n, i in enumerate(self.action.indicators, 1)]

    @property
    def target_groups(self) -> list[tuple[str, TargetGroup]]:
        return [
            (self._part("target-group", n), group)
            for n, group in enumerate(self.action.target_groups, start=1)
        ]

    def _part(self, kind: str, number: int) -> str:
        return self.plan.iris.thing(kind, f"{self.action.code}-{number}").value

    @cached_property
    def progress(self) -> list[Progress]:
        return [
            each for each in self.plan.case.monitoring.progress if each.code == self.action.code
        ]

    def values(self, number: int) -> list[ReportedValue]:
        """Return what was reported of the indicator of a number, counted from 1."""
        code = f"{self.action.code}-{number}"
        return [each for each in self.plan.case.monitoring.values if each.code == code]


@dataclass(frozen=True, eq=False)
class PlanFacts:
    """A plan with its parts and bodies by their names."""

    case: Case

    @cached_property
    def iris(self) -> Iris:
        return Iris(self.case.plan.identifier, self.case.register.identifier)

    @property
    def iri(self) -> str:
        return self.iris.thing("plan").value

    @property
    def label(self) -> str:
        return clean(self.case.plan.title)

    def name(self, body: Body) -> str:
        named = self.iris.organisation if body.known else self.iris.unknown_body
        return named(body.code).value

    @cached_property
    def actions(self) -> list[ActionFacts]:
        return [ActionFacts(self, action) for action in self.case.plan.actions]

    @cached_property
    def pillars(self) -> dict[str, Pillar]:
        return {
            self.iris.thing("pillar", each.number).value: each for each in self.case.plan.pillars
        }

    def pillar_cells(self, name: str | None) -> Row:
        label = clean(self.pillars[name].title) if name else None
        return {"pillar": name, "pillarLabel": label}

    def measured(self, name: str) -> list[tuple[str, Indicator, list[ReportedValue]]]:
        """Return the indicators of an objective by their names, with what was reported of each."""
        objective = self.objectives[name]
        codes = [f"objective-{objective.code}-{n + 1}" for n in range(len(objective.indicators))]
        told = self.case.monitoring.values
        return [
            (
                self.iris.thing("indicator", code).value,
                indicator,
                [each for each in told if each.code == code],
            )
            for code, indicator in zip(codes, objective.indicators, strict=True)
        ]

    def objective_cells(self, name: str | None) -> Row:
        label = clean(self.objectives[name].title) if name else None
        return {"objective": name, "objectiveLabel": label}

    @cached_property
    def objectives(self) -> dict[str, Objective]:
        plan = self.case.plan
        return {self.iris.thing("objective", each.code).value: each for each in plan.objectives}

    def wholes_of(self, name: str) -> list[str | None]:
        """Return what a part of the plan is directly a part of."""
        if name in self.objectives:
            objective = self.objectives[name]
            pillar, upper = objective.pillar, objective.refines
            return [
                self.iris.thing("pillar", pillar).value if pillar else None,
                self.iris.thing("objective", upper).value if upper else None,
            ]
        found = [each for each in self.actions if each.iri == name]
        return [whole for each in found for whole in each.wholes]

    @cached_property
    def parents(self) -> dict[Body, list[Body]]:
        """The bodies directly above each: what the document states wins over the register."""
        plan, entries = self.case.plan, self.case.register.entries
        found: dict[Body, list[Body]] = {}
        for body in self._named:
            stated = [each.parent for each in plan.stated_parents if each.body == body]
            entry = entries[body.code] if body.known else None
            parent = entry.parent(plan.period) if entry else None
            known = [Body(parent.code)] if parent else []
            found[body] = stated or known
        return found

    @cached_property
    def _named(self) -> list[Body]:
        """All bodies of the plan's graph: those that it names and those above one of these."""
        plan, found = self.case.plan, list[Body]()
        for action in plan.actions:
            for part in action.participations:
                found += [part.actor, *([part.acting_for] if part.acting_for else [])]
            for line in action.funding:
                found += [*line.budget_of, *line.providers]
            found += [each.body for each in action.mentions]
        for stated in plan.stated_parents:
            found += [stated.body, stated.parent]
        for body in found:
            entry = self.case.register.entries.get(body.code) if body.known else None
            parent = entry.parent(plan.period) if entry else None
            if parent:
                found.append(Body(parent.code))
        return list(dict.fromkeys(found))

    @cached_property
    def bodies(self) -> dict[str, BodyFacts]:
        return {self.name(body): self._body(body) for body in self._named}

    def _body(self, body: Body) -> BodyFacts:
        entry = self.case.register.entries[body.code] if body.known else None
        if entry is None:
            label, short, kind = body.code, None, "Actor"
        else:
            label, short, kind = chosen(entry.names), entry.notation, _CLASSES[entry.kind]
        within = frozenset(self.name(each) for each in self._above(body) if self._is_ministry(each))
        return BodyFacts(self.name(body), label, short, kind, within)

    def _above(self, body: Body) -> Iterator[Body]:
        """Return a body and all above it."""
        yield body
        for parent in self.parents[body]:
            yield from self._above(parent)

    def _is_ministry(self, body: Body) -> bool:
        return body.known and self.case.register.entries[body.code].kind == "ministry"


@dataclass(frozen=True)
class World:
    """All plans of a store."""

    plans: Sequence[PlanFacts]

    @classmethod
    def of(cls, cases: Sequence[Case]) -> World:
        return cls([PlanFacts(case) for case in cases])

    def chosen(self, plan: str = "") -> list[PlanFacts]:
        """Return the plan of a name, or all."""
        return [each for each in self.plans if plan in ("", each.iri)]

    def actions(self, plan: str = "") -> list[ActionFacts]:
        return [action for each in self.chosen(plan) for action in each.actions]

    @cached_property
    def bodies(self) -> dict[str, BodyFacts]:
        return {name: body for plan in self.plans for name, body in plan.bodies.items()}

    def within(self, name: str) -> set[str]:
        """Return the ministries of a body in all plans."""
        return {m for each in self.plans if name in each.bodies for m in each.bodies[name].within}

    def body(self, name: str, column: str = "body") -> dict[str, Value]:
        """Return the name, the label and the short name of a body; empty cells of ''."""
        if not name:
            return {column: None, f"{column}Label": None, f"{column}Short": None}
        body = self.bodies[name]
        return {column: name, f"{column}Label": body.label, f"{column}Short": body.short}
