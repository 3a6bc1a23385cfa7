"""What a document holds beside its plan, or in place of one: prose, glossaries, contacts, risks."""

from __future__ import annotations

from layouts.blocks import Block, Box, Grid, Heading, Text
from layouts.facts import FILLING, Choice

KINDS = (
    "glossary", "contacts", "versions", "risks", "indicators", "budget", "meetings",
    "members", "answers", "laws", "procedure", "grants", "measured",
)  # fmt: skip


def other(choice: Choice, kind: str) -> list[Block]:
    """Return a table that is no list of actions, under its heading."""
    table = choice.words.data["other"][kind]
    filled = choice.format in FILLING and choice.rng.random() < 0.3
    head = tuple(Box(word, is_heading=True, is_filled=filled) for word in table["headings"])
    rows = [tuple(Box(word) for word in row) for row in table["rows"]]
    title = str(table["title"])
    return [Heading(title, 2), Grid((head, *rows), 1, title)]


def prose(choice: Choice, count: int) -> list[Block]:
    """Return paragraphs under a heading."""
    sentences = choice.words.words("prose", "sentences")
    paragraphs = [
        Text(" ".join(choice.rng.sample(sentences, choice.rng.randint(2, 4)))) for _ in range(count)
    ]
    return [Heading(choice.word("prose", "headings"), 2), *paragraphs]


def no_plan(choice: Choice) -> list[Block]:
    """Return the blocks of a document in which nothing is planned."""
    kinds = choice.rng.sample(KINDS, choice.rng.choice((0, 1, 1, 2)))
    if not kinds or choice.format not in {"csv", "tabs"}:
        kinds = kinds if choice.format not in {"csv", "tabs"} else [choice.rng.choice(KINDS)]
    kinds = kinds[:1] if choice.format in {"csv", "tabs"} else kinds
    blocks: list[Block] = []
    for kind in kinds:
        choice.features.add(f"no plan: {kind}")
        blocks += other(choice, kind)
    if choice.format in {"csv", "tabs"}:
        return [block for block in blocks if isinstance(block, Grid)]
    if not kinds or choice.rng.random() < 0.6:
        choice.features.add("no plan: prose")
        blocks = [*prose(choice, choice.rng.randint(2, 4)), *blocks]
    return blocks
