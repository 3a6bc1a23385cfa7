"""One document in a random layout, by its seed alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from layouts.additions import (
    appendix,
    chosen,
    restarted,
    summary,
    transposed,
    undecided,
    varied,
    with_columns,
    with_notes,
)
from layouts.blocks import Block, Grid, Heading, Row, Text
from layouts.cards import cards, section_heading, section_text
from layouts.columns import Planned, planned
from layouts.facts import FLOWING, FORMATS, MERGING, PAGED, Choice, Expected, Layout
from layouts.matrix import FEATURE as MATRIX
from layouts.matrix import legend
from layouts.model import Task, model
from layouts.others import KINDS, no_plan, other
from layouts.pages import paginate
from layouts.rows import among, blank, body, grid, header, instruction, numbering, spanning, total
from layouts.surroundings import around
from layouts.vocabulary import LANGUAGES, vocabulary

_OTHER_COLUMNS = "other columns in each table"


def generate(
    seed: int, *, only_format: str = "", only_language: str = "", addition: str = ""
) -> Layout:
    """Return the document of a seed, in any format and language or in the given ones.

    `addition` is the only one that it has, if it can have it.
    """
    rng = Random(seed)
    form = rng.choice(FORMATS)
    language = rng.choice(LANGUAGES)
    words = vocabulary(only_language or language)
    form = only_format or form
    if form == "pdf" and not words.is_latin:
        form = "html"
    choice = Choice(rng, words, model(rng, words), form)
    choice.more, choice.additions = Random(f"more {seed}"), chosen(seed, addition)
    if choice.may("no plan", 0.12):
        return _layout(seed, choice, no_plan(choice), {}, printed=False)
    kind = choice.one("section kind", "pillar", "objective")
    are_cards = addition in ("titles as headings", "labels in one line")
    if (choice.may("cards", 0.3) and not addition) or are_cards:
        section = kind if choice.may("sections", 0.4) else ""
        main, facts = cards(choice, section)
        main, title_column = around(choice, None, main), -1
    else:
        main, facts, title_column = _tables(choice, kind)
    blocks = [*_front(choice, main), *main]
    blocks += _others(choice, "other table after", 0.2)
    if choice.format in PAGED and choice.may("page within a table", 0.4):
        blocks = paginate(choice, blocks, title_column=title_column)
    printed = any(fact.section for fact in facts.values())
    return _layout(seed, choice, blocks, facts, printed=printed)


def _layout(
    seed: int, choice: Choice, blocks: Sequence[Block], facts: dict[str, Expected], *, printed: bool
) -> Layout:
    features = {*choice.features, f"format: {choice.format}", f"language: {choice.words.language}"}
    return Layout(
        seed,
        choice.words.language,
        choice.format,
        tuple(blocks),
        tuple(facts[task.title] for task in choice.model.tasks) if facts else (),
        choice.model.sections if printed else (),
        choice.model.title if {"title", "title row"} & choice.features else "",
        frozenset(features),
    )


def _front(choice: Choice, main: Sequence[Block]) -> list[Block]:
    """Return what stands before the plan: its title, an introduction, other tables."""
    front: list[Block] = []
    if choice.may("title", 0.7):
        front.append(Heading(choice.model.title))
    if choice.format in FLOWING and choice.may("introduction", 0.4):
        front += [Text(sentence) for sentence in choice.words.words("intro")]
    front += _others(choice, "other table before", 0.2)
    if len(front) > 1 and isinstance(main[0], (Grid, Text)):
        front.append(Heading(choice.words.word("cards", "heading"), 2))
    return front


def _others(choice: Choice, feature: str, chance: float) -> list[Block]:
    if choice.format not in {*FLOWING, "xlsx"} or not choice.may(feature, chance):
        return []
    kind = choice.rng.choice(KINDS)
    choice.features.add(f"other table: {kind}")
    return other(choice, kind)


def _shared(choice: Choice) -> None:
    """Let two tasks that follow each other share who is responsible, in one merged cell."""
    tasks = list(choice.model.tasks)
    pairs = [n for n in range(1, len(tasks)) if tasks[n].section == tasks[n - 1].section]
    if choice.format in MERGING and pairs and choice.may("responsible merged downwards", 0.12):
        place = choice.rng.choice(pairs)
        tasks[place] = replace(tasks[place], responsible=tasks[place - 1].responsible)
        choice.model = replace(choice.model, tasks=tuple(tasks))


def _tables(choice: Choice, kind: str) -> tuple[list[Block], dict[str, Expected], int]:
    """Return the tables of actions, what is expected, and the column of titles to split or -1."""
    ways = ["none", "none", "column", "spanning rows"]
    ways += ["headings between tables"] if choice.format in FLOWING else []
    way = choice.one("sections", *ways)
    if _OTHER_COLUMNS in choice.additions and choice.format in FLOWING:
        way = "headings between tables"
    if way == "column":
        choice.one("section column", "merged", "blank below", "repeated")
    _shared(choice)
    may_restart = way in ("spanning rows", "headings between tables")
    if may_restart and _is_added(choice, "numbers restart"):
        choice.model = restarted(choice)
    if _is_added(choice, "times to be decided"):
        choice.model = undecided(choice)
    columns = with_columns(choice, planned(choice, kind if way == "column" else ""))
    after: list[Block] = []
    if choice.format in {*FLOWING, "xlsx"} and _is_added(choice, "appendix of indicators"):
        columns, after = appendix(choice, columns)
    if choice.format in {"xlsx", "html", "docx"}:
        choice.may("filled header", 0.5)
    facts = columns.expected
    if way != "none":
        facts = {
            task.title: replace(facts[task.title], section=choice.model.sections[task.section])
            for task in choice.model.tasks
        }
    first, second = _second(choice, columns)
    table = transposed(choice, first) if way == "none" and not second else None
    if table and _is_added(choice, "transposed"):
        return [table], facts, -1
    tables = [replace(first, expected=facts)] * len(choice.model.sections)
    is_varied = way == "headings between tables" and _is_added(choice, _OTHER_COLUMNS)
    if is_varied:
        tables = varied(choice, tables[0])
        facts = tables[0].expected
    main = _main(choice, tables, kind, way)
    if _is_added(choice, "footnotes"):
        main = with_notes(choice, main)
    if MATRIX in choice.features:
        main = [*main, *legend(choice)]
    if choice.format in {*FLOWING, "xlsx"} and _is_added(choice, "summary"):
        main = [*summary(choice, first), *main]
    main = around(choice, first, main)
    splittable = columns.place("number") == 0 and way != "column" and choice.format != "docx"
    splittable = splittable and not is_varied
    return [*main, *second, *after], facts, first.place("action") if splittable else -1


def _is_added(choice: Choice, name: str) -> bool:
    """Return whether an addition is chosen, and note it where it is made."""
    if name in choice.additions:
        choice.features.add(f"addition: {name}")
    return name in choice.additions


def _second(choice: Choice, columns: Planned) -> tuple[Planned, list[Block]]:
    """Move the money, or the time, to a second table over the same actions."""
    coded = columns.place("number") == 0
    if "numbers restart" in choice.additions:
        return columns, []
    if not coded or choice.format not in {*FLOWING, "xlsx"}:
        return columns, []
    moved = [role for role in ("amount", "deadline") if columns.place(role) >= 0]
    if not moved or not choice.may("second table over the same actions", 0.25):
        return columns, []
    role = choice.rng.choice(moved)
    roles = {"amount": ("amount", "source"), "deadline": ("deadline",)}[role]
    kept = tuple(column for column in columns.columns if column.role not in roles)
    keys = (
        ("number", "action") if choice.may("titles again in the second table", 0.6) else ("number",)
    )
    there = tuple(
        replace(column, group="")
        for key in (*keys, *roles)
        for column in columns.columns
        if column.role == key
    )
    heading = choice.words.word("second", "budget" if role == "amount" else "deadline")
    table = replace(columns, columns=there)
    choice.features.add(f"second table: {role}")
    rows = body(choice, table, choice.model.tasks)
    kept = tuple(replace(c, group="" if c.role in ("amount", "source") else c.group) for c in kept)
    return replace(columns, columns=kept), [Heading(heading, 2), grid(choice, table, rows)]


def _main(choice: Choice, tables: Sequence[Planned], kind: str, way: str) -> list[Block]:
    """Return the tables of actions; each section may have its own columns."""
    tasks = choice.model.tasks
    if way != "headings between tables":
        return [_whole(choice, tables[0], kind, way)]
    blocks: list[Block] = []
    once = len(tables) > 1 and choice.may("header on the first table alone", 0.2)
    once = once and all(each is tables[0] for each in tables)
    for place, columns in enumerate(tables):
        rows = body(choice, columns, [task for task in tasks if task.section == place])
        blocks.append(section_heading(choice, kind, place))
        if choice.may("paragraph between tables", 0.2):
            blocks.append(Text(choice.word("prose", "sentences")))
        blocks.append(grid(choice, columns, rows, heads=not (once and place)))
    return blocks


def _whole(choice: Choice, columns: Planned, kind: str, way: str) -> Grid:
    """Return one table with all that may stand between its rows."""
    tasks = choice.model.tasks
    rows: list[Row] = []
    if choice.may("row that counts the columns", 0.08):
        rows.append(numbering(choice, columns))
    if choice.may("row of instructions", 0.08):
        rows.append(instruction(choice, columns))
    if way == "spanning rows":
        for place, _ in enumerate(choice.model.sections):
            text = section_text(choice, kind, place)
            is_among = _is_added(choice, "sections among the actions")
            head = spanning(choice, columns, text, feature="section row")
            rows.append(among(columns, text) if is_among else head)
            rows += _parted(choice, columns, [task for task in tasks if task.section == place])
    else:
        rows += _parted(choice, columns, tasks)
    if columns.place("amount") > 0 and choice.may("row of totals", 0.4):
        rows.append(total(choice, columns, tasks))
    found = grid(choice, columns, rows)
    if choice.format in {"csv", "xlsx", "html", "docx", "pdf"} and choice.may("title row", 0.15):
        top = (spanning(choice, columns, choice.model.title),)
        found = replace(found, rows=(*top, *found.rows), header_rows=found.header_rows + 1)
    return found


def _parted(choice: Choice, columns: Planned, tasks: Sequence[Task]) -> list[Row]:
    rows = body(choice, columns, tasks)
    if columns.place("section") >= 0 or len(rows) < 3:
        return rows
    middle = len(rows) // 2
    if any(box.rows > 1 for row in rows for box in row):
        return rows
    if choice.may("blank row", 0.1):
        return [*rows[:middle], blank(columns), *rows[middle:]]
    if choice.may("header again", 0.06):
        return [*rows[:middle], *header(choice, columns), *rows[middle:]]
    return rows
