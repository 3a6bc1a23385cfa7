"""Plans in which every optional part is absent, doubled, nested or odd, made from a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from types import MappingProxyType
from typing import TypeVar

from plan_graph.language.register import Register
from plan_graph.language.register_entry import Entry, Parent
from plan_graph.plan import (
    Action,
    Amount,
    Body,
    Deadline,
    ExpectedResult,
    FixedDeadline,
    Funding,
    Indicator,
    Location,
    Measure,
    Mention,
    Objective,
    OpenDeadline,
    Participation,
    Period,
    Pillar,
    Plan,
    Programme,
    RecurringDeadline,
    Remark,
    Role,
    StatedParent,
    TargetGroup,
    UnparsedDeadline,
    Workbook,
)
from plan_graph.plan.tables import Document
from plan_graph.reading.source import Earlier
from plan_graph.reading.translations import Labels, Translation
from plan_graph.text import Passage
from plan_graph.workbooks.monitoring.observations import Monitoring, Progress, ReportedValue

_T = TypeVar("_T")
_KINDS = (
    "agency-budget", "state-budget", "none-needed", "external", "external-non-reimbursable",
    "european-funds", "other-external", "", "sea-grants",
)  # fmt: skip
OWN_KIND = ("sea-grants", "grants of the sea", "external-non-reimbursable")
"""A kind of money of one's own, two levels below the external: its code, label and wider kind."""
_INDICATORS = ("count", "activity-count", "people-count", "achievement", "other")
_STATUSES = (
    "not-started", "in-progress", "completed", "partly-completed", "not-completed", "delayed",
    "suspended", "cancelled",
)  # fmt: skip
_FREQUENCIES = ("ANNUAL", "MONTHLY", "QUARTERLY", "ANNUAL_2", "IRREG", "BIENNIAL")
_WORDS = ("mill", "lantern", "orchard", "ferry", "kiln", "harbour", "meadow", "bridge", "beacon")
_PLACES = ("the upper valley", "Riverton", "all ports")
_GROUPS = ("pupils", "owners of boats", "ferry crews")
_PROGRAMMES = ("Harbour Fund 2030", "call 7 of the Lantern Scheme")
_VERBS = ("Repair the", "Paint the", "Măsură: întărirea", "Survey each", "Move the", "Încălzirea")


@dataclass(frozen=True)
class Case:
    """A plan with the register that knows its bodies and what was reported of it."""

    plan: Plan
    register: Register
    monitoring: Monitoring
    translations: dict[str, Labels] = field(default_factory=dict)
    continues: Earlier | None = None


def generate(seed: int) -> list[Case]:
    """Return one to three plans; several have equal codes and equal names of bodies."""
    random = Random(seed)
    registers = [_register(random, name) for name in random.choice((["aa"], ["aa", "bb"]))]
    registers.append(Register("none"))
    count = random.choice((1, 1, 2, 3))
    cases = [_Maker(random, f"plan-{n + 1}", random.choice(registers)).case() for n in range(count)]
    earlier = [None, *cases[:-1]]
    return [_continuing(case, before) for case, before in zip(cases, earlier, strict=True)]


def _continuing(case: Case, before: Case | None) -> Case:
    """Let actions go on with those of the plan before, or of one that is published nowhere.

    They are drawn apart, so that all else of a plan is the same with and without them.
    """
    random = Random(f"continues {len(case.plan.document.text)}")
    if random.random() < 0.3:
        return case
    codes = [action.code for action in before.plan.actions] if before else ["7", "7.1"]
    said = {
        action.code: tuple(dict.fromkeys(random.choices(codes, k=random.choice((1, 2)))))
        for action in case.plan.actions
        if codes and random.random() < 0.5
    }
    plan = before.plan.identifier if before else "plan-of-old"
    return replace(case, continues=Earlier(plan, said))


def _register(random: Random, name: str) -> Register:
    """Return a register: ministries, agencies nested three deep, groups, bodies of other states."""
    entries: dict[str, Entry] = {}

    def add(code: str, kind: str, parent: str = "", notation: bool = True) -> None:
        label = f"{code} house"
        names = random.choice(({"en": label}, {"ro": label + "ă"}, {"en": label, "ro": label}))
        parents = _parents(random, parent, [*entries])
        key = code if notation else next(iter(names.values()))
        entries[key] = Entry(key, names, kind, parents)

    for number in range(random.choice((0, 1, 2, 3))):
        add(f"M{number}", "ministry")
    for number in range(5):
        above = random.choice(["", *entries])
        add(f"A{number}", random.choice(("agency", "agency", "collective")), above)
    add("G0", "group", notation=False)
    add("G1", "group")
    add("W0", "working-group", random.choice(["", *entries]))
    add("I0", "international")
    return Register(name, "en", MappingProxyType(entries))


def _parents(random: Random, parent: str, bodies: list[str]) -> tuple[Parent, ...]:
    """Return the body above another, now and then one that it stands under since 2025 alone."""
    if not parent:
        return ()
    now = Parent(parent, random.choice(("Act 1", None)))
    if random.random() < 0.6:
        return (now,)
    before = Parent(random.choice(bodies), "Act 0", None, date(2024, 12, 31))
    return (before, replace(now, valid_from=date(2025, 1, 1)))


class _Maker:
    """Makes one plan; the text of its document grows with every passage."""

    def __init__(self, random: Random, identifier: str, register: Register) -> None:
        self.random = random
        self.identifier = identifier
        self.register = register
        self.text = ""
        self.language = random.choice(("en", "ro"))
        known = [Body(code) for code in register.entries]
        self.bodies = [*known, *(Body(f"{w.title()} Society", known=False) for w in _WORDS[:3])]
        self.period = self._maybe(Period(date(2026, 1, 1), date(2027, 12, 31)), 0.7)
        if self.period and random.random() < 0.4:
            self.period = Period(date(2021, 1, 1), date(2022, 12, 31))
        if self.period and random.random() < 0.3:
            self.period = random.choice(
                (Period(None, self.period.end), Period(self.period.start, None))
            )

    def case(self) -> Case:
        pillars = self._pillars()
        objectives = self._objectives(len(pillars))
        actions = self._actions([o.code for o in objectives], len(pillars))
        plan = Plan(
            self.identifier,
            self.language,
            Document("made.txt", "", ()),
            "Plan of the " + self.identifier,
            self._words("Plan of the " + self.identifier),
            self.period,
            pillars=pillars,
            objectives=objectives,
            actions=actions,
            stated_parents=self._stated_parents(actions),
            uninterpreted=self._some(lambda: self._words("left over"), most=2),
        )
        document = Document("made.txt", self.text, (Passage(0, self.text),))
        monitoring = self._monitoring(objectives, actions)
        translated = self._translations(actions)
        plan = replace(plan, document=document)
        return Case(plan, self.register, monitoring, translated)

    def _maybe(self, value: _T, chance: float = 0.5) -> _T | None:
        return value if self.random.random() < chance else None

    def _number(self, most: int = 3) -> int:
        """Return how many of a part there are; none and several are as frequent as one."""
        counts: tuple[int, ...] = (0, 1, 1, *range(2, most + 1))
        return self.random.choice(counts)

    def _some(self, make: Callable[[], _T], most: int = 3) -> tuple[_T, ...]:
        return tuple(make() for _ in range(self._number(most)))

    def _words(self, text: str) -> Passage:
        passage = Passage(len(self.text), text)
        self.text += text + "\n"
        return passage

    def _title(self) -> str:
        return f"{self.random.choice(_VERBS)} {self.random.choice(_WORDS)}"

    def _results(self) -> tuple[ExpectedResult, ...]:
        labels = [self._title() for _ in range(self._number(2))]
        return tuple(ExpectedResult(label, self._words(label)) for label in labels)

    def _named(self, names: tuple[str, ...]) -> list[tuple[str, Passage]]:
        """Choose names, which may be the same twice, and say them.

        They are drawn apart, so that all else of a plan is the same with and without them.
        """
        random = Random(f"{names[0]} {len(self.text)}")
        chosen = random.choices(names, k=random.choice((0, 1, 1, 2)))
        return [(name, self._words(name)) for name in chosen]

    def _pillars(self) -> tuple[Pillar, ...]:
        titles = [self._title() for _ in range(self.random.choice((0, 1, 2)))]
        return tuple(
            Pillar(n, title, self._words(title), self._results())
            for n, title in enumerate(titles, start=1)
        )

    def _objectives(self, pillars: int) -> tuple[Objective, ...]:
        """Return general objectives, specific ones below them, and one below one of these."""
        found: list[Objective] = []
        for number in range(1, self.random.choice((1, 2, 3))):
            pillar = (
                self.random.randint(1, pillars) if pillars and self.random.random() < 0.8 else None
            )
            above = None
            for code in (f"{number}", f"{number}.1", f"{number}.1.1")[: self.random.randint(1, 3)]:
                title = self._title()
                words, results = self._words(title), self._results()
                own = self._of_objective()
                found.append(Objective(code, title, words, pillar, above, results, indicators=own))
                above = code
        return tuple(found)

    def _actions(self, objectives: list[str], pillars: int) -> tuple[Action, ...]:
        codes: list[str] = []
        for number in range(1, self.random.choice((1, 3, 5, 7))):
            codes.append(f"{number}")
            if self.random.random() < 0.4:
                codes += [f"{number}.1", f"{number}.1.1"][: self.random.randint(1, 2)]
        return tuple(self._action(code, objectives, pillars) for code in codes)

    def _action(self, code: str, objectives: list[str], pillars: int) -> Action:
        title = self._title()
        words = self._words(title)
        upper = code.rpartition(".")[0] or None
        return Action(
            code=code,
            title=title,
            stated_in=words,
            objective=self._maybe(self.random.choice(objectives)) if objectives else None,
            pillar=self._maybe(self.random.randint(1, pillars), 0.8) if pillars else None,
            indicators=self._some(self._indicator),
            deadlines=self._deadlines(),
            participations=self._participations(),
            funding=self._some(self._funding),
            mentions=self._some(self._mention, most=2),
            results=self._results(),
            places=tuple(Location(*each) for each in self._named(_PLACES)),
            target_groups=tuple(TargetGroup(*each) for each in self._named(_GROUPS)),
            programmes=tuple(Programme(*each) for each in self._named(_PROGRAMMES)),
            remarks=self._some(self._remark, most=2),
            status=self._maybe(self.random.choice(_STATUSES), 0.3) or "",
            uninterpreted=self._some(lambda: self._words("no rule reads this"), most=2),
            notation=self._maybe(f"No. {code}", 0.3) or "",
            part_of=upper,
        )

    def _of_objective(self) -> tuple[Indicator, ...]:
        """Return the indicators of an objective, drawn apart."""
        drawn, self.random = self.random, Random(f"measured {len(self.text)}")
        found = self._some(self._indicator, most=2)
        self.random = drawn
        return found

    def _indicator(self) -> Indicator:
        label = f"Number of {self.random.choice(_WORDS)}s"
        kind = self.random.choice(_INDICATORS)
        targets, bases = self._some(self._measure, most=2), self._some(self._measure, most=2)
        return Indicator(label, kind, "", self._words(label), targets, bases)

    def _measure(self) -> Measure:
        value = self._maybe(Decimal(self.random.choice(("0", "12.5", "40"))), 0.8)
        period = self._maybe(Period(None, date(2027, 12, 31)), 0.3)
        unit = self.random.choice(("", "%", "houses"))
        return Measure(value, unit, self._words(f"{value} {unit}"), period)

    def _day(self) -> date:
        return date(2024, 1, 1) + timedelta(days=self.random.choice((0, 180, 365, 900, 1100, 2800)))

    def _span(self) -> Period:
        start, end = sorted((self._day(), self._day()))
        shape = self.random.choice(("both", "end", "end", "start"))
        return Period(None if shape == "end" else start, None if shape == "start" else end)

    def _deadlines(self) -> tuple[Deadline, ...]:
        found: list[Deadline] = []
        for _ in range(self._number()):
            revised = bool(found) and self.random.random() < 0.3
            found.append(self._deadline(revised))
        return tuple(found)

    def _deadline(self, revised: bool) -> Deadline:
        words = self._words(f"by and by {self.random.randint(1, 99)}")
        span = self._span()
        match self.random.choice(("fixed", "fixed", "fixed", "recurring", "open", "unparsed")):
            case "fixed":
                return FixedDeadline(span, words, revised)
            case "recurring":
                months = tuple(sorted({self.random.randint(1, 12) for _ in range(self._number())}))
                frequency = self.random.choice(_FREQUENCIES)
                return RecurringDeadline(frequency, words, months, self._maybe(span), revised)
            case "open":
                return OpenDeadline(words, self._maybe(Period(span.start, None)), revised)
            case _:
                return UnparsedDeadline(words, revised)

    def _participations(self) -> tuple[Participation, ...]:
        found = []
        for _ in range(self.random.choice((0, 1, 1, 2, 3, 4))):
            role = self.random.choice((Role.RESPONSIBLE, Role.PARTNER))
            actor = self.random.choice(self.bodies)
            ministries = [
                Body(e.code) for e in self.register.entries.values() if e.kind == "ministry"
            ]
            others = [body for body in ministries if body != actor]
            acting = self._maybe(self.random.choice(others), 0.3) if others else None
            found.append(Participation(role, actor, self._words("who does it"), acting))
        return tuple(found)

    def _funding(self) -> Funding:
        words = self._words(f"money of the {self.random.choice(_WORDS)}")
        amount = None
        if self.random.random() < 0.5:
            amount = self._amount(words)
        payers = tuple(
            dict.fromkeys(self.random.choice(self.bodies) for _ in range(self._number(2)))
        )
        givers = tuple(
            dict.fromkeys(self.random.choice(self.bodies) for _ in range(self._number(1)))
        )
        holders = (payers, givers) if self.random.random() < 0.5 else ((), ())
        return Funding(self.random.choice(_KINDS), words, *holders, amount)

    def _amount(self, words: Passage) -> Amount:
        sum_ = Decimal(self.random.choice(("1000", "1000", "250.5", "0")))
        whole = Amount(sum_, self.random.choice(("EUR", "RON", "")), 1, words)
        match self.random.choice(("whole", "whole", "about", "often", "range", "least", "most")):
            case "about":
                return replace(whole, value=None, approximate=sum_)
            case "often":
                often = self.random.choice(_FREQUENCIES)
                return replace(whole, value=None, recurring=sum_, frequency=often)
            case "range":
                return replace(whole, value=None, lower=sum_, upper=sum_ + 9)
            case "least":
                return replace(whole, value=None, lower=sum_)
            case "most":
                return replace(whole, value=None, upper=sum_)
        return whole

    def _mention(self) -> Mention:
        return Mention(self.random.choice(self.bodies), self._words("named in passing"))

    def _remark(self) -> Remark:
        aspect = self.random.choice(("risks", "notes", "unit", "other"))
        heading = self.random.choice(("", "Weather"))
        absence = self.random.choice(("", "not-specified"))
        return Remark(aspect, heading, self._words("it may rain"), absence)

    def _stated_parents(self, actions: tuple[Action, ...]) -> tuple[StatedParent, ...]:
        """Put a body that only the document knows under one of the register."""
        named = {part.actor for action in actions for part in action.participations}
        lower = sorted((b for b in named if not b.known), key=lambda body: body.code)
        upper = [body for body in self.bodies if body.known]
        if not lower or not upper or self.random.random() < 0.5:
            return ()
        words = self._words("one through the other")
        return (StatedParent(lower[0], self.random.choice(upper), words),)

    def _monitoring(
        self, objectives: tuple[Objective, ...], actions: tuple[Action, ...]
    ) -> Monitoring:
        workbook = Workbook("reported.xlsx", "0" * 64)
        if self.random.random() < 0.5:
            return Monitoring(workbook)
        progress: list[Progress] = []
        values: list[ReportedValue] = []
        for number, action in enumerate(actions):
            days = sorted({self._day() for _ in range(self._number())})
            for day in days:
                status = self.random.choice(_STATUSES)
                progress.append(Progress(action.code, day, status, "Report", "", f"E{number + 2}"))
            values += self._values(action.code, len(action.indicators))
        for objective in objectives:
            values += self._values(f"objective-{objective.code}", len(objective.indicators))
        return Monitoring(workbook, tuple(progress), tuple(values))

    def _values(self, code: str, indicators: int) -> Iterator[ReportedValue]:
        """Yield what was reported of the indicators of an action or an objective."""
        for place in range(1, indicators + 1):
            for day in sorted({self._day() for _ in range(self._number(2))}):
                value = Decimal(self.random.choice(("0", "7", "20.5")))
                unit = self.random.choice(("", "%"))
                told = f"{code}-{place}"
                yield ReportedValue(told, day, value, unit, "Report", "", f"E{place}")

    def _translations(self, actions: tuple[Action, ...]) -> dict[str, Labels]:
        other = {"en": "ro", "ro": "en"}[self.language]
        titles = {a.code: Translation(a.title, f"{a.title} ({other})") for a in actions}
        chosen = {code: label for code, label in titles.items() if self.random.random() < 0.5}
        return {other: {"action": chosen}} if chosen else {}
