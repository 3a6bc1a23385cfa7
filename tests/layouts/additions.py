"""What plans have beside the usual columns and tables: each chosen by itself, in any layout.

The choices are made by numbers of their own, so that they move none of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from layouts.blocks import Block, Box, Grid, Heading, Row, Text
from layouts.cells import amount_text, listed
from layouts.columns import Column, Planned
from layouts.facts import FLOWING, Choice, Expected
from layouts.matrix import FEATURE as MATRIX
from layouts.matrix import with_matrix
from layouts.model import Model, Task, Time, month_end
from layouts.surroundings import SURROUNDINGS
from layouts.vocabulary import LANGUAGES, vocabulary

ADDITIONS = (
    "numbers restart", "status", "percentages", "second language", "budget by year", "summary",
    "appendix of indicators", "footnotes", "transposed", *SURROUNDINGS,
    "roles in brackets", "marks behind sums", "times to be decided", "nested tables",
    "other columns in each table", "titles as headings", "sections among the actions",
    "numbered labels", MATRIX, "labels in one line",
)  # fmt: skip
_CHANCE = 0.06
_MOST_TRANSPOSED = 4
"""Actions of the widest table whose rows are attributes."""
_YEARS = 3
_MERGED = "responsible merged downwards"


def chosen(seed: int, only: str = "") -> frozenset[str]:
    """Return the additions of the document of a seed, among them the given one."""
    rng = Random(f"additions {seed}")
    drawn = [name for name in ADDITIONS if rng.random() < _CHANCE]
    return frozenset([only] if only else drawn)


def restarted(choice: Choice) -> Model:
    """Return the plan with actions counted anew in each section."""
    counts: dict[int, int] = {}
    tasks = []
    for task in choice.model.tasks:
        counts[task.section] = counts.get(task.section, 0) + 1
        tasks.append(replace(task, code=str(counts[task.section])))
    return replace(choice.model, tasks=tuple(tasks))


def undecided(choice: Choice) -> Model:
    """Return the plan with times that are not decided yet, or go from quarter to quarter."""
    form = choice.words.words("deadlines", "quarter")[0]
    tasks = []
    for task in choice.model.tasks:
        year, first = choice.model.first_year + choice.more.randint(0, 3), choice.more.randint(1, 3)
        ends = [form.format(quarter=quarter, year=year) for quarter in (first, first + 1)]
        start, end = date(year, 3 * first - 2, 1), month_end(date(year, 3 * first + 3, 1))
        word = choice.more.choice(choice.words.words("more", "undecided"))
        times = [Time(word, is_undecided=True), Time(" - ".join(ends), start, end), task.deadline]
        tasks.append(replace(task, deadline=choice.more.choice(times)))
    return replace(choice.model, tasks=tuple(tasks))


def with_columns(choice: Choice, planned: Planned) -> Planned:
    """Return the columns with those of the additions that are chosen."""
    for name, add in _COLUMNS.items():
        if name in choice.additions:
            planned = add(choice, planned)
    return planned


def _with_status(choice: Choice, planned: Planned) -> Planned:
    statuses = dict(choice.words.data["more"]["statuses"])
    codes = {task.title: choice.more.choice(sorted(statuses)) for task in choice.model.tasks}
    column = Column("", _word(choice, "status"), lambda task: Box(statuses[codes[task.title]]))
    place = max(planned.place("deadline"), planned.place("end")) + 1 or len(planned.columns)
    facts = {title: replace(fact, status=codes[title]) for title, fact in planned.expected.items()}
    return replace(_inserted(planned, place, column), expected=facts)


def _with_percentages(choice: Choice, planned: Planned) -> Planned:
    sign = choice.more.choice((" %", "%", ""))
    heading = _word(choice, "percentages")
    heading = heading if sign else f"{heading} (%)"
    shares = {task.title: 5 * choice.more.randint(0, 20) for task in choice.model.tasks}
    column = Column("", heading, lambda task: Box(f"{shares[task.title]}{sign}"))
    return _inserted(planned, _free_place(choice, planned), column)


def _inserted(planned: Planned, place: int, column: Column) -> Planned:
    columns = planned.columns
    return replace(planned, columns=(*columns[:place], column, *columns[place:]))


def _free_place(choice: Choice, planned: Planned) -> int:
    """Return a place behind the first that parts neither a calendar nor a group of columns."""
    columns = planned.columns
    groups = [column.group for column in columns]
    last = max(place for place, column in enumerate(columns) if column.role)
    places = [n for n in range(1, last + 1) if not groups[n] or groups[n] != groups[n - 1]]
    return choice.more.choice([*places, len(columns)])


def _with_second_language(choice: Choice, planned: Planned) -> Planned:
    others = [name for name in LANGUAGES if name != choice.words.language]
    if choice.format == "pdf":
        others = [name for name in others if vocabulary(name).is_latin]
    words = vocabulary(choice.more.choice(others))

    def both(column: Column) -> Column:
        if column.role not in words.data["headings"]:
            return column
        other = choice.more.choice(words.words("headings", column.role))
        return replace(column, heading=f"{column.heading} ({other})")

    return replace(planned, columns=tuple(map(both, planned.columns)))


def _with_years(choice: Choice, planned: Planned) -> Planned:
    """Put columns of years below one heading in the place of that of the sums."""
    place = planned.place("amount")
    if place < 0 or "time: calendar" in choice.features:
        return planned
    years = [choice.model.first_year + number for number in range(_YEARS)]
    sums = {
        task.title: {year: 500 * choice.more.randint(1, 90) for year in years}
        for task in choice.model.tasks
    }

    def cell(year: int) -> Callable[[Task], Box]:
        return lambda task: Box(amount_text(choice, sums[task.title][year]))

    heading = planned.columns[place].heading
    heading = heading if "EUR" in heading.upper() else f"{heading} (EUR)"
    columns = [Column("", str(year), cell(year), heading) for year in years]
    kept = [replace(c, group="") if c.role == "source" else c for c in planned.columns]
    facts = {
        title: replace(fact, amount="", amounts=tuple(sums[title].items()))
        for title, fact in planned.expected.items()
    }
    whole = (*kept[:place], *columns, *kept[place + 1 :])
    return replace(planned, columns=whole, expected=facts)


def _with_marks(choice: Choice, planned: Planned) -> Planned:
    """Put the mark of a footnote behind the first body of some actions."""
    place = planned.place("responsible")
    if place < 0:
        return planned
    column = planned.columns[place]
    marked = {t.title for t in choice.model.tasks if len(t.responsible) == 1}

    def cell(task: Task) -> Box:
        box = column.cell(task)
        return replace(box, text=f"{box.text}{mark(choice)}") if task.title in marked else box

    columns = list(planned.columns)
    columns[place] = replace(column, cell=cell)
    return replace(planned, columns=tuple(columns))


def _with_roles(choice: Choice, planned: Planned) -> Planned:
    """Tell in brackets which role each body has; who helps stands in the same cell."""
    place = planned.place("responsible")
    if place < 0:
        return planned
    lead = choice.more.choice(choice.words.words("more", "leads"))
    support = choice.more.choice(choice.words.words("more", "supports"))
    has_partners = planned.place("partner") >= 0 or _MERGED in choice.features
    leads = {
        t.title: tuple(f"{body} ({lead})" for body in t.responsible) for t in choice.model.tasks
    }
    helped = {
        t.title: () if has_partners else tuple(f"{body} ({support})" for body in t.partners)
        for t in choice.model.tasks
    }
    facts = {
        title: replace(
            fact,
            responsible=leads[title],
            partners=helped[title] if planned.place("partner") < 0 else fact.partners,
        )
        for title, fact in planned.expected.items()
    }
    between = planned.written.between_bodies

    def cell(task: Task) -> Box:
        return listed((*leads[task.title], *helped[task.title]), between)

    return replace(_with_cells(planned, place, cell), expected=facts)


def _with_marked_sums(choice: Choice, planned: Planned) -> Planned:
    """Put the mark of a footnote behind every second sum."""
    place = planned.place("amount")
    if place < 0:
        return planned
    own = planned.columns[place].cell
    marked = {task.title for task in choice.model.tasks[::2] if not task.form}

    def cell(task: Task) -> Box:
        box = own(task)
        text = f"{box.text}{mark(choice)}"
        return replace(box, text=text, value=None) if task.title in marked else box

    return _with_cells(planned, place, cell)


def _with_nested(choice: Choice, planned: Planned) -> Planned:
    """Put items into a table of their own within the cell, where the format can."""
    roles = [role for role in ("indicators", "responsible") if planned.place(role) >= 0]
    if choice.format not in {"html", "docx"} or not roles:
        return planned
    place = planned.place(roles[0])

    def cell(task: Task) -> Box:
        said = planned.expected[task.title].responsible or ()
        items = task.indicators if roles[0] == "indicators" else said
        return Box("\n".join(items), is_nested=len(items) > 1)

    return _with_cells(planned, place, cell)


def _with_cells(planned: Planned, place: int, cell: Callable[[Task], Box]) -> Planned:
    columns = list(planned.columns)
    columns[place] = replace(columns[place], cell=cell)
    return replace(planned, columns=tuple(columns))


def varied(choice: Choice, planned: Planned) -> list[Planned]:
    """Return the columns of the table of each section: every second has another order, one less.

    Each has the facts of all.
    """
    left_out = next((r for r in ("partner", "indicators", "amount") if planned.place(r) >= 0), "")
    rest = [column for column in planned.columns if not left_out or column.role != left_out]
    first = 1 if rest[0].role == "number" else 0
    other = replace(planned, columns=(*rest[:first], *reversed(rest[first:])))
    others = {place for place, _ in enumerate(choice.model.sections) if place % 2}
    if any(column.group for column in planned.columns):
        others = set()
    facts = dict(planned.expected)
    for task in choice.model.tasks:
        if task.section in others:
            facts[task.title] = _without(facts[task.title], left_out)
    return [
        replace(other if place in others else planned, expected=facts)
        for place, _ in enumerate(choice.model.sections)
    ]


def _without(fact: Expected, role: str) -> Expected:
    match role:
        case "partner":
            return replace(fact, partners=None)
        case "indicators":
            return replace(fact, indicators=None)
        case "amount":
            return replace(fact, amount="", amounts=())
    return fact


def mark(choice: Choice) -> str:
    """Return the mark of the footnotes of a document; a star is a list in Markdown."""
    return "¹" if choice.format in {"md", "converted"} or len(choice.model.tasks) % 2 else "*"


def with_notes(choice: Choice, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the footnote below the last table, or in its last row."""
    note = f"{mark(choice)} {_word(choice, 'footnotes')}"
    if choice.format in FLOWING:
        return [*blocks, Text(note)]
    *others, last = blocks
    if not isinstance(last, Grid):
        return list(blocks)
    width = sum(box.columns for box in last.rows[0])
    row: Row = (Box(note), *[Box()] * (width - 1))
    return [*others, replace(last, rows=(*last.rows, row))]


def summary(choice: Choice, planned: Planned) -> list[Block]:
    """Return a table that only lists the actions, with the page on which each is told."""
    keys = [
        planned.columns[n] for n in (planned.place("number"), planned.place("action")) if n >= 0
    ]
    head = tuple(Box(text) for text in (*(key.heading for key in keys), _word(choice, "page")))
    rows = tuple(
        (*(key.cell(task) for key in keys), Box(str(4 + number)))
        for number, task in enumerate(choice.model.tasks)
    )
    return [Heading(_word(choice, "summary"), 2), Grid((head, *rows))]


def appendix(choice: Choice, planned: Planned) -> tuple[Planned, list[Block]]:
    """Return the indicators of the actions in a table that names these by their codes."""
    place = planned.place("number")
    if place < 0 or planned.place("indicators") >= 0:
        return planned, []
    number = planned.columns[place]
    counted = choice.words.words("indicators", "counted")
    own = {task.title: choice.more.choice(counted) for task in choice.model.tasks}
    heading = choice.more.choice(choice.words.words("headings", "indicators"))
    head = tuple(map(Box, (number.heading, heading, _word(choice, "target"))))
    rows = tuple(
        (number.cell(task), Box(own[task.title]), Box(str(10 * choice.more.randint(1, 30))))
        for task in choice.model.tasks
    )
    facts = {
        title: replace(fact, indicators=(own[title],)) for title, fact in planned.expected.items()
    }
    blocks: list[Block] = [Heading(_word(choice, "appendix"), 2), Grid((head, *rows))]
    return replace(planned, expected=facts), blocks


def transposed(choice: Choice, planned: Planned) -> Grid | None:
    """Return the table with an attribute on each row, or None where it would be too wide."""
    tasks = choice.model.tasks
    if len(tasks) > _MOST_TRANSPOSED or any(column.group for column in planned.columns):
        return None
    rows = (
        (Box(column.heading, is_heading=True), *map(column.cell, tasks))
        for column in planned.columns
    )
    return Grid(tuple(rows), 0)


def _word(choice: Choice, kind: str) -> str:
    return choice.more.choice(choice.words.words("more", kind))


_COLUMNS: dict[str, Callable[[Choice, Planned], Planned]] = {
    MATRIX: with_matrix,
    "status": _with_status,
    "percentages": _with_percentages,
    "budget by year": _with_years,
    "footnotes": _with_marks,
    "roles in brackets": _with_roles,
    "marks behind sums": _with_marked_sums,
    "nested tables": _with_nested,
    "second language": _with_second_language,
}
