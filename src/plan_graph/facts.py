"""The kinds of facts: one table of what a plan can say, of what, and how it is written.

Whatever goes over facts loops over this table: the conversion to RDF, the workbooks, the
comparison of editions, the exchange formats, the pages, the checks. A kind that is added here is
in all of them. A test holds the table equal to `ontology/core.ttl`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from enum import Enum, auto
from functools import cache, cached_property

from pyoxigraph import NamedNode

from plan_graph.vocab import CURRENCY, DCTERMS, FREQUENCY, PLAN, PLAN_BASE, RDF, SKOS


class Form(Enum):
    """What a property leads to, and so how its value is written, compared and said."""

    NODE = auto()  # a node of its own, with values
    THING = auto()  # a part of the plan, known by its title
    BODY = auto()
    CLASS = auto()
    CODE = auto()  # a concept of a code list
    QUOTE = auto()  # words of the document that no rule reads
    FACT = auto()  # an earlier fact of the same kind and thing
    LABEL = auto()  # words in the language of the document, and their translations
    VERBATIM = auto()  # the words of the document, with white space made single
    WORDS = auto()  # words in the language of the document
    TEXT = auto()  # characters of no language
    NUMBER = auto()
    INTEGER = auto()
    DAY = auto()


class Change(Enum):
    """How it is told that one fact stands in the place of another."""

    REPLACED = auto()
    MOVED = auto()  # as days do
    LISTED = auto()  # one goes and one comes, unless their words are alike


@dataclass(frozen=True)
class Value:
    """A property of a fact or of a thing.

    Attributes:
        name: Its key in the phrases.
        link: The property that leads to it.
        form: What the property leads to.
        field: Where the values of `plan` hold it, such as 'amount.currency'; '' if elsewhere.
        of: How the IRIs of its codes begin; of things, what they are called in IRIs.
        cell: The column of the review in which a person corrects it; '' if nobody does.
        joint: What stands between it and the value before where they are said together.
        sign: What stands before it where it is written, so that it is not taken for another.
        usual: The value that goes without saying.
        is_beside: Whether a page says it beside the fact, after a word for what it is.
    """

    name: str
    link: NamedNode
    form: Form
    field: str = ""
    _: KW_ONLY
    of: str = ""
    cell: str = ""
    joint: str = ", "
    sign: str = ""
    usual: str = ""
    is_beside: bool = False

    @property
    def scheme(self) -> str:
        """The name of its code list, such as 'role'."""
        return self.of.rstrip("/").rpartition("/")[2]


@dataclass(frozen=True)
class Column:
    """A column of the table of actions (CSV).

    Attributes:
        name: Its name; '' for one that is named by the code that tells facts apart.
        values: The names of the values of a fact in it; none if the fact is its own value.
        joint: What stands between them.
        needs: The names of values of which a fact has one, or it is not in the column.
        has: The class of which a cell says whether the action is of it.
        is_translated: Whether there is one for each language, with its tag behind the name.
    """

    name: str
    values: tuple[str, ...] = ()
    joint: str = " "
    needs: tuple[str, ...] = ()
    has: NamedNode | None = None
    is_translated: bool = False


@dataclass(frozen=True)
class Kind(Value):
    """A kind of fact.

    Attributes:
        on: What it stands on: the names of things, or of another kind.
        rank: Its place among those of one thing, where people are told them.
        classes: Of its node; each fact has one of them.
        values: What its node says, in the order in which it is written.
        apart: The name of the value by whose code facts of this kind are told apart.
        shortcuts: Properties that lead past the node, by that code.
        change: How it is told that it became another.
        can_be_made: Whether a person can make it of words that were not understood.
        columns: What columns of a document may hold it, the usual one first.
        table: Its columns in the table of actions.
        is_needed: Whether a rule of the shapes misses it where an action has none.
        own_codes: Of the things that it stands on, the one whose code alone tells its facts;
            those of others have what they stand on before it, as in 'result/pillar-1-1'.
    """

    _: KW_ONLY
    on: tuple[str, ...]
    rank: int
    classes: tuple[NamedNode, ...] = ()
    values: tuple[Value, ...] = ()
    apart: str = ""
    shortcuts: Mapping[str, NamedNode] = field(default_factory=dict)
    change: Change = Change.REPLACED
    can_be_made: bool = False
    columns: tuple[str, ...] = ()
    table: tuple[Column, ...] = ()
    is_needed: bool = False
    own_codes: str = ""

    @property
    def holder(self) -> str:
        """The field of its thing that holds its facts."""
        return self.field.partition(".")[0]

    @cached_property
    def words(self) -> Value | None:
        """The value that holds the words of a fact, or what it is called; None if none does."""
        return next((v for v in self.values if v.form in (Form.VERBATIM, Form.LABEL)), None)

    @cached_property
    def meaning(self) -> tuple[Value, ...]:
        """The values that tell how its words were understood."""
        return tuple(v for v in self.values if v is not self.words and v.name != self.apart)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """What its facts are called: by the codes that tell them apart, or by its name."""
        return tuple(self.shortcuts) or (self.name,)

    def prefix(self, thing: str) -> str:
        """Return what stands before the codes of its facts on a thing; '' if nothing does.

        >>> kind_named("indicator").prefix("specific objective")
        'objective-'
        """
        return (
            "" if len(self.on) == 1 or thing == self.own_codes else f"{thing.rpartition(' ')[2]}-"
        )

    @property
    def is_whole(self) -> bool:
        """Whether what it holds stands for itself, and not for something of its thing."""
        return self.form in (Form.NODE, Form.BODY, Form.QUOTE) and bool(self.field)

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The columns of the review in which a person says something about it."""
        return tuple(dict.fromkeys(v.cell for v in (self, *self.values) if v.cell))

    def value(self, name: str) -> Value:
        """Return one of its values by its name.

        Raises:
            KeyError: If it has no such value.
        """
        return {value.name: value for value in self.values}[name]


@dataclass(frozen=True)
class Thing:
    """A thing on which facts stand.

    Attributes:
        name: Its key in the phrases.
        iri: What it is called in IRIs.
        classes: It has one of them.
        title, code: The properties that hold its title and its code.
        is_numbered: Whether its code is its number in the plan, so that another is a change.
        is_single: Whether a plan has at most one.
        is_told_alone: Whether one that comes or goes is told; else what names it tells that.
    """

    name: str
    iri: str
    classes: tuple[NamedNode, ...]
    _: KW_ONLY
    title: NamedNode = DCTERMS.title
    code: NamedNode = DCTERMS.identifier
    is_numbered: bool = True
    is_single: bool = False
    is_told_alone: bool = True


BODIES = (
    PLAN.Actor, PLAN.Organisation, PLAN.Agency, PLAN.Ministry, PLAN.CollectiveActor,
    PLAN.ActorGroup, PLAN.WorkingGroup, PLAN.InternationalOrganisation,
)  # fmt: skip
"""The classes of bodies, the general one first."""
DEADLINES = (
    PLAN.FixedDeadline, PLAN.RecurringDeadline, PLAN.OpenDeadline, PLAN.UnparsedDeadline
)  # fmt: skip

# The tables are wider than high, so that one sees them at once.
# fmt: off
THINGS: tuple[Thing, ...] = (
    Thing("plan", "plan", (PLAN.ActionPlan,), is_numbered=False, is_single=True),
    Thing("strategy", "strategy", (PLAN.Strategy,), is_single=True),
    Thing("legal act", "act", (PLAN.LegalAct,)),
    Thing("pillar", "pillar", (PLAN.Pillar,)),
    Thing("general objective", "objective", (PLAN.GeneralObjective,)),
    Thing("specific objective", "objective", (PLAN.SpecificObjective,)),
    Thing("action", "action", (PLAN.Action,)),
    Thing("body", "organisation", BODIES, title=SKOS.prefLabel, code=SKOS.notation,
          is_numbered=False, is_told_alone=False),
)
"""What facts stand on; what stands above comes first."""


def _code(name: str, link: NamedNode, scheme: str, cell: str = "", *, beside: bool) -> Value:
    of = f"{PLAN_BASE}code/{scheme}/"
    return Value(name, link, Form.CODE, name, of=of, cell=cell, is_beside=beside)


def _period(first: str = "", last: str = "") -> tuple[Value, Value]:
    return (Value("start", PLAN.startDate, Form.DAY, "period.start", cell=first),
            Value("end", PLAN.endDate, Form.DAY, "period.end", cell=last, joint=" – "))


def _link(name: str, link: NamedNode, where: str, thing: str, *on: str, rank: int) -> Kind:
    return Kind(name, link, Form.THING, where, of=thing, on=on, rank=rank)


def _coded(name: str, link: NamedNode, *, cell: str = "", rank: int) -> Kind:
    return Kind(name, link, Form.CODE, name, of=f"{PLAN_BASE}code/{name}/", cell=cell,
                on=("action",), rank=rank, columns=(name,), table=(Column(name),))


def _measure(name: str, link: NamedNode, kind: NamedNode, *, rank: int) -> Kind:
    return Kind(
        name, link, Form.NODE, f"{name}s", on=("indicator",), rank=rank, classes=(kind,),
        table=(Column(f"{name}s", ("words",)),),
        values=(
            Value("value", PLAN.value, Form.NUMBER, "value", cell="text"),
            Value("unit", PLAN.unit, Form.WORDS, "unit", cell="unit", joint=" "),
            *_period(),
            _VERBATIM,
        ),
    )


QUALIFIED = ("approximate amount", "recurring amount", "lower amount", "upper amount")
"""Sums of a funding line that are no whole sum, and are never added to others."""
_LABEL = Value("label", SKOS.prefLabel, Form.LABEL, "label", cell="text")
_VERBATIM = Value("words", PLAN.verbatim, Form.VERBATIM, "stated_in")
_OBJECTIVES = ("general objective", "specific objective")

KINDS: tuple[Kind, ...] = (
    # What stands on a plan
    *(Kind(day.name, day.link, Form.DAY, day.field, on=("strategy", "plan", "body"), rank=1,
           change=Change.MOVED) for day in _period()),
    _link("strategy", PLAN.implementsStrategy, "strategy", "strategy", "plan", rank=2),
    _link("legal act", PLAN.adoptedBy, "", "act", "strategy", "plan", rank=3),
    Kind("coordinator", PLAN.coordinator, Form.BODY, on=("plan",), rank=4),
    # What stands above a part
    _link("pillar", PLAN.inPillar, "pillar", "pillar", *_OBJECTIVES, "action", rank=81),
    _link("general objective", PLAN.refines, "refines", "objective", *_OBJECTIVES, rank=80),
    _link("objective", PLAN.pursues, "objective", "objective", "action", rank=80),
    _link("step_of", PLAN.stepOf, "part_of", "action", "action", rank=52),
    _link("continues", PLAN.continues, "", "action", "action", rank=54),
    # What stands on an action, or on another part
    _coded("status", PLAN.status, cell="kind", rank=50),
    _coded("priority", PLAN.priority, rank=51),
    Kind("indicator", PLAN.hasIndicator, Form.NODE, "indicators", on=(*_OBJECTIVES, "action"),
         rank=32, change=Change.LISTED, can_be_made=True, is_needed=True, own_codes="action",
         columns=("indicators", "target", "baseline"), classes=(PLAN.Indicator,),
         table=(Column("indicators", ("label",), is_translated=True),),
         values=(
             _LABEL,
             _code("kind", PLAN.indicatorKind, "indicator-kind", "kind", beside=True),
             Value("unit", PLAN.unit, Form.WORDS, "unit", cell="unit"),
         )),
    _measure("target", PLAN.hasTarget, PLAN.Target, rank=1),
    _measure("baseline", PLAN.hasBaseline, PLAN.Baseline, rank=2),
    Kind("deadline", PLAN.hasDeadline, Form.NODE, "deadlines", on=("action",), rank=30,
         change=Change.MOVED, can_be_made=True, is_needed=True,
         columns=("deadline", "start", "end"), classes=DEADLINES,
         table=(Column("deadlines", ("words",)), Column("start", ("start",)),
                Column("end", ("end",)), Column("frequency", ("frequency",))),
         values=(
             Value("frequency", PLAN.frequency, Form.CODE, "frequency", of=FREQUENCY, cell="kind"),
             Value("month", PLAN.month, Form.INTEGER, "months", cell="months"),
             *_period("start", "end"),
             _VERBATIM,
             Value("revises", PLAN.revises, Form.FACT, "revised"),
         )),
    Kind("participation", PLAN.hasParticipation, Form.NODE, "participations", on=("action",),
         rank=20, change=Change.LISTED, can_be_made=True, is_needed=True,
         columns=("responsible", "partner"), classes=(PLAN.Participation,), apart="role",
         table=(Column("", ("acting_for", "actor"), joint=" prin "),),
         shortcuts={"responsible": PLAN.responsible, "partner": PLAN.partner},
         values=(
             Value("role", PLAN.role, Form.CODE, "role.value", of=f"{PLAN_BASE}code/role/"),
             Value("actor", PLAN.actor, Form.BODY, "actor", cell="text"),
             Value("acting_for", PLAN.actingFor, Form.BODY, "acting_for", cell="bodies",
                   joint=" ← ", is_beside=True),
         )),
    Kind("funding", PLAN.hasFunding, Form.NODE, "funding", on=("action",), rank=31,
         can_be_made=True, is_needed=True, columns=("funding", "amount"),
         classes=(PLAN.Funding,),
         table=(Column("funding", ("words",)), Column("funding_kinds", ("kind",)),
                Column("amounts", ("amount", "currency"), needs=("amount",)),
                Column("qualified_amounts", (*QUALIFIED, "currency", "amount frequency"),
                       needs=QUALIFIED),
                Column("externally_funded", has=PLAN.ExternallyFundedAction)),
         values=(
             _code("kind", PLAN.fundingKind, "funding-kind", "kind", beside=False),
             Value("budget_of", PLAN.budgetOf, Form.BODY, "budget_of", cell="bodies"),
             Value("provider", PLAN.provider, Form.BODY, "providers", cell="bodies",
                   is_beside=True),
             Value("amount", PLAN.amount, Form.NUMBER, "amount.value", cell="text"),
             Value("approximate amount", PLAN.approximateAmount, Form.NUMBER,
                   "amount.approximate", cell="text", sign="≈ "),
             Value("recurring amount", PLAN.recurringAmount, Form.NUMBER, "amount.recurring",
                   cell="text"),
             Value("lower amount", PLAN.lowerAmount, Form.NUMBER, "amount.lower", cell="text",
                   sign="≥ "),
             Value("upper amount", PLAN.upperAmount, Form.NUMBER, "amount.upper", cell="text",
                   sign="≤ ", joint=" "),
             Value("currency", PLAN.currency, Form.CODE, "amount.currency", of=CURRENCY,
                   cell="text", joint=" "),
             Value("amount frequency", PLAN.amountFrequency, Form.CODE, "amount.frequency",
                   of=FREQUENCY, cell="text", joint=" / "),
             Value("multiplier", PLAN.multiplier, Form.INTEGER, "amount.multiplier",
                   joint=" × ", usual="1"),
             *_period(),
             _VERBATIM,
         )),
    Kind("place", PLAN.takesPlaceIn, Form.NODE, "places", on=("action",), rank=41,
         change=Change.LISTED, columns=("place",), classes=(PLAN.Location,), values=(_LABEL,),
         table=(Column("places", ("label",)),)),
    Kind("target-group", PLAN.hasTargetGroup, Form.NODE, "target_groups", on=("action",), rank=42,
         change=Change.LISTED, columns=("target_group",), classes=(PLAN.TargetGroup,),
         values=(_LABEL,), table=(Column("target_groups", ("label",)),)),
    Kind("programme", PLAN.fundedUnder, Form.NODE, "programmes", on=("action",), rank=33,
         change=Change.LISTED, columns=("programme",), classes=(PLAN.Programme,),
         values=(_LABEL,), table=(Column("programmes", ("label",)),)),
    Kind("remark", PLAN.hasRemark, Form.NODE, "remarks", on=("action",), rank=53,
         classes=(PLAN.Remark,), table=(Column("remarks", ("heading", "words"), joint=": "),),
         values=(
             _code("aspect", PLAN.aspect, "aspect", beside=True),
             _code("absence", PLAN.absence, "absence", beside=True),
             Value("heading", PLAN.heading, Form.WORDS, "heading"),
             _VERBATIM,
         )),
    Kind("result", PLAN.expectedResult, Form.NODE, "results",
         on=("pillar", *_OBJECTIVES, "action"), rank=40, change=Change.LISTED,
         columns=("results",), classes=(PLAN.ExpectedResult,), values=(_LABEL,)),
    Kind("mention", PLAN.mentions, Form.BODY, "mentions.body", cell="text", on=("action",),
         rank=21, change=Change.LISTED),
    Kind("words", PLAN.uninterpreted, Form.QUOTE, "uninterpreted", on=("plan", "action"),
         rank=60, change=Change.LISTED),
    # What stands on a body
    Kind("body kind", RDF.type, Form.CLASS, on=("body",), rank=1),
    Kind("short name", SKOS.notation, Form.TEXT, on=("body",), rank=2),
    Kind("other name", SKOS.altLabel, Form.WORDS, on=("body",), rank=3, change=Change.LISTED),
    Kind("parent", PLAN.parentOrganisation, Form.BODY, on=("body",), rank=4),
    Kind("successor", PLAN.successor, Form.BODY, on=("body",), rank=5),
)
# fmt: on
"""The kinds of facts, in the order in which they are written."""

NO_FACTS: Mapping[str, str] = {
    "stands above classes of the table": "Objective Deadline Measure",
    "follows from what is stated": "ExternallyFundedAction partOf hasPart involves parentMinistry "
    "withinMinistry accountableMinistry actorMinistry",
    "is the same for all of a graph, which holds one plan": "inPlan",
    "is the order of the document, of which the codes tell": "position",
    "tells where a fact is stated": "SourceDocument SourceFragment statedIn quote table row column "
    "pageArea recognitionCertainty sha256 inherited",
    "tells how it is known that a body stands under its parent": "Subordination subordinate "
    "superior holdsFor basis legalBasis",
    "tells who corrected a fact, and how": "Workbook SettingsFile Correction corrects correctedIn "
    "valueRead valueGiven cell",
    "is reported of a plan, in a graph apart from it": "Observation ReportedValue "
    "ReportedProgress observes reportedValue reportedStatus reportedIn",
}
"""The terms of the ontology that carry no fact of a plan, by the reason."""


@cache
def kinds_on(thing: str) -> tuple[Kind, ...]:
    """Return the kinds of facts that stand on a thing, or on facts of a kind, as written.

    >>> [kind.name for kind in kinds_on("indicator")]
    ['target', 'baseline']
    """
    return tuple(kind for kind in KINDS if thing in kind.on)


@cache
def told_on(thing: str) -> tuple[Kind, ...]:
    """Return the same in the order in which people are told them."""
    return tuple(sorted(kinds_on(thing), key=lambda kind: kind.rank))


@cache
def kind_named(name: str) -> Kind:
    """Return the kind of a name.

    Raises:
        KeyError: If there is none.
    """
    return {kind.name: kind for kind in KINDS}[name]


def terms() -> frozenset[NamedNode]:
    """Return all classes and properties of the table."""
    found = {term for thing in THINGS for term in (*thing.classes, thing.title, thing.code)}
    for kind in KINDS:
        found.update(kind.classes, kind.shortcuts.values())
        found.update(value.link for value in (kind, *kind.values))
    return frozenset(found)
