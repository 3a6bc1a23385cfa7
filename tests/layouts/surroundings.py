"""What stands around a plan: contents with dot leaders, a legend, persons to ask, a glossary."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.blocks import Block, Box, Grid, Heading, Text
from layouts.columns import Planned
from layouts.facts import FILLING, FLOWING, Choice
from layouts.others import other

SURROUNDINGS = ("contents", "legend", "persons", "glossary before")
_LINE = 60
"""Letters of a line of contents, with what leads to the page."""
_SIGNS = ("A", "B", "C")


def around(choice: Choice, columns: Planned | None, main: Sequence[Block]) -> list[Block]:
    """Return the blocks of a plan with what is chosen to stand around them."""
    chosen = choice.additions.intersection(SURROUNDINGS)
    if choice.format not in {*FLOWING, "xlsx"} or not chosen:
        return list(main)
    before: list[Block] = []
    after: list[Block] = []
    if "contents" in chosen and choice.format in FLOWING:
        before += _contents(choice, main)
    if "glossary before" in chosen:
        before += other(choice, "glossary")
    if "legend" in chosen:
        (before if choice.more.random() < 0.5 else after).extend(_legend(choice))
    if "persons" in chosen:
        after += _persons(choice, columns)
    choice.features.update(f"addition: {name}" for name in chosen)
    heading = choice.words.word("cards", "heading")
    parted = [Heading(heading, 2)] if before and isinstance(main[0], (Grid, Text)) else []
    return [*before, *parted, *main, *after]


def _contents(choice: Choice, main: Sequence[Block]) -> list[Block]:
    """Return the list of headings with the pages on which they stand, behind dots."""
    titles = [choice.words.word("cards", "heading"), *choice.words.words("prose", "headings")]
    titles += [block.text for block in main if isinstance(block, Heading)]
    lines: list[Block] = []
    for page, title in enumerate(titles, start=2):
        number = f"{page - 1}. " if choice.more.random() < 0.3 else ""
        dots = "." * max(_LINE - len(title), 5)
        lines.append(Text(f"{number}{title} {dots} {page}"))
    return [Heading(choice.more.choice(choice.words.words("more", "contents")), 2), *lines]


def _legend(choice: Choice) -> list[Block]:
    """Return the table that tells what colours or signs mean."""
    words = choice.words.data["more"]["legend"]
    filled = choice.format in FILLING
    rows = tuple(
        (Box("" if filled else sign, is_filled=filled), Box(meaning))
        for sign, meaning in zip(_SIGNS, words["meanings"], strict=True)
    )
    return [Heading(str(words["title"]), 2), Grid(rows, 0, str(words["title"]))]


def _persons(choice: Choice, columns: Planned | None) -> list[Block]:
    """Return the annex that names a person for each body."""
    words = choice.words.data["more"]["persons"]
    place = columns.place("responsible") if columns else -1
    own = columns.columns[place].heading if columns and place >= 0 else ""
    heading = own or choice.more.choice(choice.words.words("headings", "responsible"))
    contacts = choice.words.data["other"]["contacts"]["rows"]
    bodies = dict.fromkeys(body for task in choice.model.tasks for body in task.responsible)
    rows = [
        tuple(map(Box, (body, *(choice.more.choice(contacts)[n] for n in (0, 2)))))
        for body in bodies
    ]
    head = tuple(map(Box, (heading, str(words["heading"]), str(words["telephone"]))))
    return [Heading(str(words["title"]), 2), Grid((head, *rows), 1, str(words["title"]))]
