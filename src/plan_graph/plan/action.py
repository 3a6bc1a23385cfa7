"""What a plan says of an action: deadlines, roles, money and remarks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from plan_graph.plan.parts import Body, ExpectedResult, Indicator, Period
from plan_graph.text import Passage


class Role(Enum):
    """What an actor does in an action; the value is the code of the concept."""

    RESPONSIBLE = "responsible"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class FixedDeadline:
    """A time within which an action is to be done; 'by 2027' has no first day.

    A deadline is `revised` when it replaces the one before it. `opening` are the words of
    its first day where they stand in a cell of their own. `doubt` is the code of why it could be
    read in another way, or ''.
    """

    period: Period
    stated_in: Passage
    revised: bool = False
    opening: Passage | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class RecurringDeadline:
    """A deadline that comes again; `frequency` is a code of the EU frequency table.

    `period` is the time during which it comes: 'biannually until 2029'.
    """

    frequency: str
    stated_in: Passage
    months: tuple[int, ...] = ()
    period: Period | None = None
    revised: bool = False


@dataclass(frozen=True, slots=True)
class OpenDeadline:
    """A deadline that the document leaves open, such as 'permanent' or 'from 2024'."""

    stated_in: Passage
    period: Period | None = None
    revised: bool = False


@dataclass(frozen=True, slots=True)
class UnparsedDeadline:
    """Words in the place of a deadline that no rule could read."""

    stated_in: Passage
    revised: bool = False


Deadline = FixedDeadline | RecurringDeadline | OpenDeadline | UnparsedDeadline


@dataclass(frozen=True, slots=True)
class Participation:
    """One role of one actor; `acting_for` is the ministry in 'MAI prin ANITP'."""

    role: Role
    actor: Body
    stated_in: Passage
    acting_for: Body | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money: '520,6 mii lei' is 520600, written in thousands.

    `value` is a whole sum, and alone can be added to others. What is less sure stands elsewhere:
    `approximate` is a sum that the document calls so, `recurring` one that is due each time, and
    `lower` and `upper` are the ends of a range, of which '500 at most' has one. `frequency` is a
    code of the EU frequency table where a sum is due again and again.

    `currency` is a code of the EU currency table, or '' when the document names none. `doubt`
    is the code of why it could be read in another way, or ''.
    """

    value: Decimal | None
    currency: str
    multiplier: int
    stated_in: Passage
    doubt: str = ""
    approximate: Decimal | None = None
    recurring: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    frequency: str = ""


@dataclass(frozen=True, slots=True)
class Funding:
    """One funding line; `kind` is the code of a concept, or '' when no rule could read it.

    `budget_of` are the bodies whose budget pays; `providers` the bodies that give
    money from outside, as in 'Alte surse (OIM/ONG)'; `period` is the time that an amount
    is for. `doubt` is the code of why its words were not read as one sum, or ''.
    """

    kind: str
    stated_in: Passage
    budget_of: tuple[Body, ...] = ()
    providers: tuple[Body, ...] = ()
    amount: Amount | None = None
    period: Period | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named in the words of an action."""

    body: Body
    stated_in: Passage


@dataclass(frozen=True, slots=True)
class Location:
    """A place where an action is carried out, in the words of the document."""

    label: str
    stated_in: Passage


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Those whom an action is meant to reach, in the words of the document."""

    label: str
    stated_in: Passage


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme or call behind the money of an action, in the words of the document."""

    label: str
    stated_in: Passage


@dataclass(frozen=True, slots=True)
class Remark:
    """What a cell of an action says that makes no fact of another kind.

    `aspect` is the code of what it is about, such as 'risks', or 'other' for a column that
    no rule knows; `heading` are the words of the column's heading. `absence` is the code of
    why there is nothing: 'N/A' and 'not specified' differ, and an empty cell has no remark.
    """

    aspect: str
    heading: str
    stated_in: Passage
    absence: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One action of a plan, with all that its row says.

    `code` is unlike that of any other action; `notation` is the document's own, or ''. A step
    names the action that it is part of. `inherited` are passages of facts that stand in a row
    above, in a cell that reaches down to the row of this action. `status` and `priority` are
    codes of concepts, or '' when no words of the row say them.
    """

    code: str
    title: str
    stated_in: Passage
    objective: str | None = None
    pillar: int | None = None
    indicators: tuple[Indicator, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    participations: tuple[Participation, ...] = ()
    funding: tuple[Funding, ...] = ()
    mentions: tuple[Mention, ...] = ()
    results: tuple[ExpectedResult, ...] = ()
    places: tuple[Location, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    programmes: tuple[Programme, ...] = ()
    remarks: tuple[Remark, ...] = ()
    status: str = ""
    priority: str = ""
    uninterpreted: tuple[Passage, ...] = ()
    notation: str = ""
    part_of: str | None = None
    inherited: tuple[Passage, ...] = ()
