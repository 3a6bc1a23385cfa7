"""A plan as values: what a document says, each fact with the words that say it.

Nothing here knows a format or RDF. Labels are as published (see `text.clean`);
`stated_in` is verbatim.
"""

from plan_graph.plan.action import (
    Action,
    Amount,
    Deadline,
    FixedDeadline,
    Funding,
    Location,
    Mention,
    OpenDeadline,
    Participation,
    Programme,
    RecurringDeadline,
    Remark,
    Role,
    TargetGroup,
    UnparsedDeadline,
)
from plan_graph.plan.parts import (
    Body,
    ExpectedResult,
    Indicator,
    Measure,
    Objective,
    Period,
    Pillar,
)
from plan_graph.plan.plan import (
    Abbreviation,
    ColumnDecision,
    Correction,
    Plan,
    SettingsFile,
    Spelling,
    StatedParent,
    Strategy,
    Workbook,
)
from plan_graph.plan.reading import ColumnReading, TableKind, TableReading

__all__ = [
    "Abbreviation",
    "Action",
    "Amount",
    "Body",
    "ColumnDecision",
    "ColumnReading",
    "Correction",
    "Deadline",
    "ExpectedResult",
    "FixedDeadline",
    "Funding",
    "Indicator",
    "Location",
    "Measure",
    "Mention",
    "Objective",
    "OpenDeadline",
    "Participation",
    "Period",
    "Pillar",
    "Plan",
    "Programme",
    "RecurringDeadline",
    "Remark",
    "Role",
    "SettingsFile",
    "Spelling",
    "StatedParent",
    "Strategy",
    "TableKind",
    "TableReading",
    "TargetGroup",
    "UnparsedDeadline",
    "Workbook",
]
