"""Actions as cards: a label and a value on each row, in two or three columns, or in paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from layouts.blocks import Block, Box, Grid, Heading, Row, Text
from layouts.cells import Style, box, expected, style
from layouts.facts import FLOWING, MERGING, Choice, Expected
from layouts.model import Task

GROUP_OF = {
    "number": "outline", "action": "outline", "description": "outline", "section": "outline",
    "responsible": "bodies", "partner": "bodies", "deadline": "time", "start": "time",
    "end": "time", "amount": "money", "source": "money", "indicators": "effect", "": "rest",
}  # fmt: skip
HEADED = {"md", "converted", "html", "docx"}
"""Formats in which the title of a card may be a heading."""
LINED = {"md", "html", "docx", "pdf"}
"""Formats in which a card may stand in paragraphs."""
_IN_LINES = ("paragraphs", "headings")
"""The ways of cards that are no tables."""


@dataclass(frozen=True)
class Field:
    """One row of the cards of a document: its role, or '' for one that is not needed, its label.

    `values` are those of a field that is not needed.
    """

    role: str
    label: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """How the cards of one document look; `titled` if the title stands above each as a row."""

    written: Style
    fields: tuple[Field, ...]
    way: str
    titled: bool
    numbered: bool = False
    """Whether the label of the name has the number of the action."""
    run_on: bool = False
    """Whether the labels behind the name stand in one line."""


def cards(choice: Choice, section: str) -> tuple[list[Block], dict[str, Expected]]:
    """Return the cards of a plan; `section` is 'pillar' or 'objective' if it has one."""
    roles = ["action", "responsible"]
    if choice.may("code on the card", 0.5):
        roles.insert(choice.rng.choice((0, 0, 1)), "number")
    optional = [
        ("description", 0.5),
        ("partner", 0.6),
        ("indicators", 0.4),
        ("amount", 0.5),
        ("source", 0.3),
    ]
    roles += [role for role, chance in optional if choice.may(f"field {role}", chance)]
    if choice.may("field deadline", 0.75):
        roles.insert(choice.rng.randint(roles.index("responsible"), len(roles)), "deadline")
    row_for_section = bool(section) and choice.may("section on the card", 0.4)
    if row_for_section:
        roles.insert(roles.index("action") + choice.rng.choice((0, 1)), "section")
    in_title = "number" not in roles and choice.may("code before the title", 0.3)
    is_headed = "titles as headings" in choice.additions and choice.format in HEADED
    way = "headings" if is_headed else _way(choice)
    run_on = "labels in one line" in choice.additions and choice.format in LINED
    way = "paragraphs" if run_on and not is_headed else way
    one_line = way in _IN_LINES
    written = style(choice, code_in_title=in_title, one_line=one_line)
    fields = [_field(choice, role, section) for role in roles]
    if choice.may("unknown field", 0.5):
        fields.insert(choice.rng.randint(2, len(fields)), _unknown(choice))
    facts = {task.title: expected(choice, written, task, set(roles)) for task in choice.model.tasks}
    headings = bool(section) and not row_for_section and choice.format in FLOWING
    if not (row_for_section or headings):
        facts = {title: replace(fact, section="") for title, fact in facts.items()}
    else:
        facts = {
            task.title: replace(facts[task.title], section=choice.model.sections[task.section])
            for task in choice.model.tasks
        }
    titled = (
        way == "two columns"
        and choice.format in MERGING
        and choice.may("title above the card", 0.25)
    )
    is_coded = "number" in roles or in_title
    numbered = "numbered labels" in choice.additions and way == "two columns"
    numbered = numbered and not (is_coded or titled)
    if numbered:
        choice.features.add("addition: numbered labels")
        facts = {
            task.title: replace(facts[task.title], code=task.code.rstrip("."))
            for task in choice.model.tasks
        }
    run_on = run_on and way == "paragraphs"
    if run_on:
        choice.features.add("addition: labels in one line")
    form = Form(written, tuple(fields), way, titled, numbered, run_on)
    return _laid_out(choice, form, section if headings else ""), facts


def _way(choice: Choice) -> str:
    ways = ["two columns", "two columns", "three columns", "three columns"]
    if choice.format in LINED:
        ways.append("paragraphs")
    return choice.one("cards", *ways)


def _unknown(choice: Choice) -> Field:
    kind = choice.rng.choice(("choice", "yes_no", "remark"))
    values = {
        "choice": choice.words.words("extra", "choices"),
        "yes_no": choice.words.words("yes_no"),
        "remark": choice.words.words("extra", "remarks"),
    }[kind]
    return Field("", choice.word("extra", kind), tuple(values))


def _field(choice: Choice, role: str, section: str) -> Field:
    label = choice.word("headings", section if role == "section" else role)
    if role == "action" and len(label.split()) == 1 and choice.rng.random() < 0.5:
        longer = [each for each in choice.words.words("headings", "action") if " " in each]
        label = choice.rng.choice(longer)
    choice.features.add(f"label {choice.words.language}: {label}")
    return Field(role, label)


def _laid_out(choice: Choice, form: Form, section: str) -> list[Block]:
    in_tables = form.way not in _IN_LINES
    whole = in_tables and choice.may("all cards in one table", 0.3)
    whole = whole or (in_tables and choice.format not in FLOWING)
    gap = whole and choice.may("blank row between cards", 0.5)
    blocks: list[Block] = []
    rows: list[Row] = []
    for number, task in enumerate(choice.model.tasks):
        before = choice.model.tasks[number - 1].section if number else -1
        if section and task.section != before:
            blocks += [Grid(tuple(rows), 0)] if rows else []
            rows = []
            blocks.append(section_heading(choice, section, task.section))
        if not in_tables:
            blocks += _paragraphs(choice, form, task)
        elif not whole:
            blocks.append(Grid(tuple(_card(choice, form, task)), 0))
        else:
            if rows and gap:
                rows.append(tuple(Box() for _ in range(3 if form.way == "three columns" else 2)))
            rows += _card(choice, form, task)
    return [*blocks, Grid(tuple(rows), 0)] if rows else blocks


def section_heading(choice: Choice, kind: str, place: int, level: int = 2) -> Heading:
    """Return the heading of a section outside tables."""
    return Heading(section_text(choice, kind, place), level)


def section_text(choice: Choice, kind: str, place: int) -> str:
    """Return the words of the heading of a section, in the one way of this document."""
    forms = ("{label} {number}: {title}", "{label} {number}. {title}", "{label}: {title}")
    chosen = [f for f in sorted(choice.features) if f.startswith("section heading: ")]
    form = (
        chosen[0].removeprefix("section heading: ")
        if chosen
        else choice.one("section heading", *forms)
    )
    label = choice.words.words("labels", kind)[0]
    return form.format(label=label, number=place + 1, title=choice.model.sections[place])


def _value(choice: Choice, written: Style, each: Field, task: Task) -> Box:
    if each.role == "section":
        return Box(choice.model.sections[task.section])
    if each.role:
        return box(choice, written, task, each.role)
    return Box(choice.rng.choice(each.values))


def _card(choice: Choice, form: Form, task: Task) -> list[Row]:
    if form.way != "two columns":
        return _grouped(choice, form, task)
    marked = choice.rng.random() < 0.5
    rows: list[Row] = [
        (
            Box(_label(choice, form, each, task), is_heading=marked),
            _value(choice, form.written, each, task),
        )
        for each in form.fields
        if not (form.titled and each.role == "action")
    ]
    title = box(choice, form.written, task, "action")
    return [(replace(title, columns=2, is_heading=marked),), *rows] if form.titled else rows


def _label(choice: Choice, form: Form, each: Field, task: Task) -> str:
    """Return the label of a field; that of the name may have the number: 'Measure 1.2'."""
    if each.role != "action" or not form.numbered:
        return each.label
    return f"{choice.words.words('labels', 'action')[0]} {task.code}"


def _grouped(choice: Choice, form: Form, task: Task) -> list[Row]:
    """Return a card of three columns: the group stands beside its first label."""
    rows: list[Row] = []
    for group in dict.fromkeys(GROUP_OF[each.role] for each in form.fields):
        members = [each for each in form.fields if GROUP_OF[each.role] == group]
        name = choice.words.words("groups", group)[0]
        for number, each in enumerate(members):
            pair = (Box(each.label), _value(choice, form.written, each, task))
            if choice.format not in MERGING:
                rows.append((Box(name if number == 0 else ""), *pair))
            elif number == 0:
                rows.append((Box(name, rows=len(members)), *pair))
            else:
                rows.append(pair)
    return rows


def _paragraphs(choice: Choice, form: Form, task: Task) -> list[Block]:
    """Return a card in lines; its title is the first of them, or a heading above."""
    is_headed = form.way == "headings"
    title = box(choice, form.written, task, "action").text
    above: list[Block] = [Heading(title, 3)] if is_headed else []
    fields = [each for each in form.fields if not (is_headed and each.role == "action")]
    lines = [f"{e.label}: {_value(choice, form.written, e, task).text}" for e in fields]
    if form.run_on:
        first = next(n for n, each in enumerate(fields) if each.role == "action") + 1
        lines = [*lines[:first], " | ".join(lines[first:])]
    return [*above, *map(Text, lines)]
