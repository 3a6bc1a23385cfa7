"""Write a document as text: Markdown, CSV, tables drawn with characters or bars, tabs."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Callable, Iterator
from random import Random

from layouts.blocks import Block, Break, Grid, Heading, Text, flat, width

Writer = Callable[[tuple[Block, ...], Random], str]


def markdown(blocks: tuple[Block, ...], rng: Random) -> str:
    """Return clean Markdown, as a person writes it."""
    parts = []
    for block in blocks:
        match block:
            case Heading(text, level):
                parts.append(f"{'#' * level} {text}")
            case Text(text):
                parts.append(text)
            case Break(foot, head):
                parts += [line for line in (foot, head) if line]
            case Grid():
                parts.append(_pipes(block))
    return "\n\n".join(parts) + "\n"


def _pipes(grid: Grid) -> str:
    rows = [[_escaped(text) for text in row] for row in flat(grid)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width(grid), *lines[1:]])


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


def converted(blocks: tuple[Block, ...], rng: Random) -> str:
    """Return Markdown as a program makes it of a PDF: rows broken, signs and spaces strewn in."""
    rule = rng.random() < 0.7
    edges = rng.random() < 0.7
    broken = rng.random() < 0.5
    parts = []
    for block in blocks:
        match block:
            case Heading(text, level):
                parts.append(f"{'#' * level} {text}" if rng.random() < 0.6 else f"**{text}**")
            case Text(text):
                parts.append(text)
            case Break(foot, head):
                parts += [line for line in (foot, head) if line]
            case Grid():
                parts.append(_strewn(block, rng, rule=rule, edges=edges, broken=broken))
    return "\n\n".join(parts) + "\n"


def _strewn(grid: Grid, rng: Random, *, rule: bool, edges: bool, broken: bool) -> str:
    rows = [[_escaped(text) for text in row] for row in flat(grid)]
    lines = []
    for number, row in enumerate(rows):
        if broken and number >= grid.header_rows and rng.random() < 0.25:
            longest = max(range(len(row)), key=lambda place: len(row[place]))
            words = row[longest].split(" ")
            if len(words) > 5:
                row[longest] = " ".join(words[:4]) + " \n" + " ".join(words[4:])
        line = "  | ".join(row)
        lines.append(f"| {line}  |" if edges or not row[0] or not row[-1] else line)
        if number == 0 and (rule or not edges):
            lines.append("| " + " | ".join(["---"] * len(row)) + " |")
    return "\n".join(lines)


def comma_separated(blocks: tuple[Block, ...], rng: Random) -> str:
    """Return CSV with commas or semicolons; what stands outside tables is a row of one cell."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=rng.choice(",;"))
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            writer.writerows([] if number == 0 or not rng.random() < 0.3 else [[]])
            writer.writerows(flat(block))
        elif isinstance(block, (Heading, Text)):
            writer.writerow([block.text])
    return text.getvalue()


def tabs(blocks: tuple[Block, ...], rng: Random) -> str:
    """Return text whose cells are parted by tabs."""
    lines = []
    for block in blocks:
        if isinstance(block, Grid):
            lines += ["\t".join(row) for row in flat(block)]
        elif isinstance(block, (Heading, Text)):
            lines.append(block.text)
    return "\n".join(lines) + "\n"


def piped(blocks: tuple[Block, ...], rng: Random) -> str:
    """Return text whose cells are parted by bars, a row on a line."""
    return "\n\n".join(
        "\n".join(f"| {' | '.join(row)} |" for row in flat(block))
        if isinstance(block, Grid)
        else "\n".join(_lines(block))
        for block in blocks
    )


def drawn(blocks: tuple[Block, ...], rng: Random) -> str:
    """Return text with tables drawn with characters; words wrap within their cells."""
    parts = []
    for block in blocks:
        lines = _drawing(block) if isinstance(block, Grid) else _lines(block)
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, _) | Text(text):
            yield from textwrap.wrap(text, 76)
        case Break(foot, head):
            yield from (line for line in (foot, head) if line)


def _drawing(grid: Grid) -> Iterator[str]:
    rows = flat(grid)
    size = [max(_widest(row[place]) for row in rows) for place in range(width(grid))]
    rule = "+" + "+".join("-" * (each + 2) for each in size) + "+"
    yield rule
    for number, row in enumerate(rows):
        cells = [textwrap.wrap(text, each) or [""] for text, each in zip(row, size, strict=True)]
        for line in range(max(map(len, cells))):
            words = [cell[line] if line < len(cell) else "" for cell in cells]
            padded = [text.ljust(each) for text, each in zip(words, size, strict=True)]
            yield f"| {' | '.join(padded)} |"
        yield rule.replace("-", "=") if number == grid.header_rows - 1 else rule


def _widest(text: str) -> int:
    """Return how wide a column must be for a text: its longest word, or up to 26 letters."""
    return max(min(len(text), 26), *(len(word) for word in text.split() or [""]), 1)


WRITERS: dict[str, tuple[str, Writer]] = {
    "md": (".md", markdown),
    "converted": (".md", converted),
    "csv": (".csv", comma_separated),
    "tabs": (".txt", tabs),
    "piped": (".txt", piped),
    "drawn": (".txt", drawn),
}
