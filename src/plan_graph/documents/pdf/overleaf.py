"""Put together what a page break parts: tables that go on, and rows that go on.

A row goes on overleaf if no rule closes it, if all that stands at the top of the page begins
with a small letter, or if the cell that every row above has filled, its number or its action, is
empty there or goes on in the middle of a sentence. A header that is repeated on the page is left
out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_graph.documents.pdf.paragraphs import Paragraph
from plan_graph.documents.pdf.rules import edges, nearest
from plan_graph.documents.pdf.tables import PdfCell, PdfRow, Piece
from plan_graph.plan.codes import code_cell
from plan_graph.plan.tables import LineKind
from plan_graph.text import Passage, fold

_SHIFT = 6.0
"""Points by which the sides of a table that goes on may differ."""
_MOST_HEADERS = 4
"""The header of a table is sought in so many rows."""
_ALWAYS = 0.9
"""A column is always filled if this part of the rows has words in it."""
_SUM = re.compile(r"\W*\d[\d\s.,'’]*(?:[A-Z]{3}|[^\w\s])?")
_SEVERAL = 3
"""So many whole cells beside an empty key are a row of their own."""
_FINISHED = (".", ";", ":", "!", "?")
_OPEN, _CLOSING = re.compile(r"\([^()]*\Z"), re.compile(r"[^()]*\)")


@dataclass(frozen=True)
class Joined:
    """A table with what goes on of it overleaf.

    Attributes:
        piece: The whole.
        repeated: The rows of its header that the page repeats.
    """

    piece: Piece
    repeated: tuple[PdfRow, ...] = ()


def joined(above: Piece, below: Piece) -> Joined | None:
    """Return a table with its part on the next page, or None if that is another table."""
    xs = _common_edges(above, below)
    if xs is None:
        return None
    shift = above.xs[0] - below.xs[0] if not above.gutters else 0.0
    upper = _mapped(above.rows, above.xs, xs)
    lower = _mapped(below.rows, [x + shift for x in below.xs], xs)
    if _begins_anew(upper, lower):
        return None
    count = _repeated(upper, lower)
    rows = _continued(
        upper, lower[count:], is_open=above.open_bottom or below.open_top, width=len(xs) - 1
    )
    whole = replace(below, xs=xs, rows=tuple(rows), open_top=above.open_top)
    return Joined(whole, tuple(lower[:count]))


def _common_edges(above: Piece, below: Piece) -> tuple[float, ...] | None:
    """Return where the columns of both parts begin and end, or None if they do not agree."""
    if bool(above.gutters) != bool(below.gutters):
        return None
    if above.gutters:
        agree = len(above.gutters) == len(below.gutters) and all(
            max(a[0], b[0]) < min(a[1], b[1]) + _SHIFT
            for a, b in zip(above.gutters, below.gutters, strict=True)
        )
        return above.xs if agree else None
    shift = above.xs[0] - below.xs[0]
    if abs(above.xs[-1] - below.xs[-1] - shift) > _SHIFT:
        return None
    moved = [x + shift for x in below.xs]
    few, many = sorted((list(above.xs), moved), key=len)
    if not all(abs(many[nearest(many, x)] - x) <= _SHIFT for x in few):
        return None
    return tuple(edges(many))


def _mapped(rows: Sequence[PdfRow], own: Sequence[float], xs: Sequence[float]) -> list[PdfRow]:
    """Return rows whose cells count the columns of other edges."""
    if len(own) == len(xs):
        return list(rows)
    return [
        tuple(
            replace(
                cell,
                column=(first := nearest(xs, own[cell.column - 1])) + 1,
                columns=max(nearest(xs, own[cell.column - 1 + cell.columns]) - first, 1),
            )
            for cell in row
        )
        for row in rows
    ]


def _begins_anew(above: Sequence[PdfRow], below: Sequence[PdfRow]) -> bool:
    """Tell whether the header of a table stands again overleaf, below a title: another table."""
    header = next((_words(row) for row in above[:_MOST_HEADERS] if len(row) > 1), None)
    return header is not None and any(
        _words(row) == header and all(len(each) == 1 for each in below[:number])
        for number, row in enumerate(below[:_MOST_HEADERS])
        if number
    )


def _repeated(above: Sequence[PdfRow], below: Sequence[PdfRow]) -> int:
    """Count the rows at the top of a page that say the same as the header of the table.

    Above the header stand titles and groups of columns alone; a card may say what another says.
    """
    words = [_words(row) for row in below[:_MOST_HEADERS]]
    for start, row in enumerate(above[:_MOST_HEADERS]):
        if start and not any(cell.columns > 1 for cell in above[start - 1]):
            break
        if words and words[0] == _words(row) and len(list(filter(None, words[0]))) > 1:
            count = 0
            for first, second in zip(above[start:], words, strict=False):
                if _words(first) != second or not any(second):
                    break
                count += 1
            return count
    return 0


def _words(row: PdfRow) -> list[str]:
    return [" ".join(fold(cell.text).split()) for cell in row]


def _continued(
    above: list[PdfRow], below: list[PdfRow], *, is_open: bool, width: int
) -> list[PdfRow]:
    """Return the rows of both parts; the first below may be the end of the last above."""
    if not above or not below or not below[0]:
        return [*above, *below]
    cover = _cover(above)
    first = below[0]
    if _goes_on(above, cover, first, is_open=is_open, width=width):
        for cell in first:
            row, cell_above = cover.get(cell.column, (None, None))
            if row is None or cell_above is None:
                continue
            whole = replace(appended(cell_above, cell), rows=cell_above.rows + cell.rows - 1)
            _put(above, row, cell_above, whole)
            cover = _cover(above) if cell.rows > 1 else {**cover, cell.column: (row, whole)}
        is_torn = _begins_small(below[1:]) and _is_second_half(above, cover, below[1])
        rest = below[1:]
        return _continued(above, rest, is_open=False, width=width) if is_torn else [*above, *rest]
    return _with_merged(above, cover, below)


def _begins_small(rows: Sequence[PdfRow]) -> bool:
    """Tell whether the first of some rows begins within a sentence, as a torn one does."""
    key = next((cell.text for cell in rows[0] if cell.column == 1), "") if rows else ""
    return key[:1].islower()


def _with_merged(
    above: list[PdfRow], cover: dict[int, tuple[int, PdfCell]], below: list[PdfRow]
) -> list[PdfRow]:
    """Let a cell over several rows go on into the rows below if nothing stands there."""
    tall = _tall(above)
    kept: list[PdfCell] = []
    for cell in below[0]:
        row, cell_above = cover.get(cell.column, (None, None))
        is_rest = cell.column in tall and (not cell.text or cell.text[0].islower())
        if row is None or cell_above is None or not cell_above.text or not is_rest:
            kept.append(cell)
            continue
        whole = replace(appended(cell_above, cell), rows=cell_above.rows + cell.rows)
        _put(above, row, cell_above, whole)
    return [*above, tuple(kept), *below[1:]]


def _tall(rows: Sequence[PdfRow]) -> set[int]:
    """Return the columns with cells over several rows, but for headings beside a wide one.

    The header may be repeated on a page.
    """
    head = next((row for row in rows if len(row) > 1), ())
    is_split = any(cell.columns > 1 for cell in head)
    body = [row for row in rows if not (is_split and _words(row) == _words(head))]
    return {cell.column for row in body for cell in row if cell.rows > 1}


def _put(rows: list[PdfRow], row: int, old: PdfCell, new: PdfCell) -> None:
    rows[row] = tuple(new if cell is old else cell for cell in rows[row])


def _cover(rows: Sequence[PdfRow]) -> dict[int, tuple[int, PdfCell]]:
    """Return the cell that stands in each column of the last row, with the row it begins in."""
    found: dict[int, tuple[int, PdfCell]] = {}
    for number, row in enumerate(rows):
        for cell in row:
            if number + cell.rows >= len(rows):
                found[cell.column] = (number, cell)
    return found


def _goes_on(
    above: Sequence[PdfRow],
    cover: dict[int, tuple[int, PdfCell]],
    first: PdfRow,
    *,
    is_open: bool,
    width: int,
) -> bool:
    """Tell whether the first row of a page is the end of the last row above."""
    filled = [cell for cell in first if cell.text]
    if not filled or not all(cell.column in cover for cell in filled):
        return False
    is_spanning = len(first) == 1 and first[0].columns == width
    if is_spanning and len(above[-1]) > 1:
        return False
    if is_open or all(cell.text[0].islower() for cell in filled):
        return True
    return not is_spanning and _is_second_half(above, cover, first)


def _is_second_half(
    above: Sequence[PdfRow], cover: dict[int, tuple[int, PdfCell]], first: PdfRow
) -> bool:
    """Tell whether what is always filled is empty in a row: its key, or half of the rest.

    A row that begins with a code of its own is whole, whatever is empty, and so is one that holds
    nothing but numbers behind its first words, as a row of sums does, or a label and its words
    alone, as a heading.
    """
    key = next((cell for cell in first if cell.column == 1), None)
    others = [cell.text for cell in first if cell.text and cell is not key]
    if (
        key
        and key.text
        and (all(map(_SUM.fullmatch, others)) if others else key.paragraphs[0].lines[0].has_label)
    ):
        return False
    if key and cover.get(1, (0, key))[1].text and code_cell(Passage(0, key.text)):
        return False
    body = [row for row in above[_header(above) :] if sum(bool(cell.text) for cell in row) > 1]
    tall = _tall(above)
    always = [
        column
        for column in sorted(cover)
        if column not in tall
        and body
        and _share(body, column) >= _ALWAYS
        and not _are_marks(body, column)
    ]
    if not always:
        return False
    empty = {cell.column for cell in first if not cell.text}
    if empty == {always[0]} and _are_begun(first, body):
        return False
    if always[0] in empty or _is_mid_sentence(body, cover[always[0]][1], first):
        return True
    missing = [column for column in always[1:] if column in empty]
    before = cover[always[0]][1].text
    is_number = not any(len(word) > 1 and word.isalpha() for word in before.split())
    unfinished = not is_number and not before.endswith(_FINISHED)
    return len(body) > 2 and len(missing) > 1 and 2 * len(missing) >= len(always) - 1 and unfinished


def _header(rows: Sequence[PdfRow]) -> int:
    """Count the rows that the header takes up, by its tallest cell."""
    first = next((number for number, row in enumerate(rows) if len(row) > 1), 0)
    return first + max((cell.rows for cell in rows[first]), default=1)


def _are_begun(row: PdfRow, body: Sequence[PdfRow]) -> bool:
    """Tell whether each cell of several begins something: then the key alone is left out.

    It is that of the row above, and not said again. A time may begin small, but not the longest;
    others do where all of their column do.
    """
    capital = {cell.column for each in body for cell in each if cell.text[:1].isupper()}
    texts = [cell.text for cell in row if cell.text]
    small = [c.text for c in row if c.text[:1].islower() and c.column in capital]
    longest = max(texts, key=len, default="")
    return len(texts) >= _SEVERAL and len(small) <= 1 and longest not in small


def _is_mid_sentence(body: Sequence[PdfRow], key: PdfCell, first: PdfRow) -> bool:
    """Tell whether a cell goes on with the one above, in a column whose cells begin with capitals.

    A small letter behind no end of a sentence does, and the end of a bracket that began above.
    """
    column = [cell.text for row in body for cell in row if cell.column == key.column]
    rest = next((cell.text for cell in first if cell.column == key.column), "")
    is_begun = rest[:1].islower() and not key.text.endswith(_FINISHED)
    is_bracket = bool(_OPEN.search(key.text) and _CLOSING.match(rest))
    return (is_begun or is_bracket) and all(text[0].isupper() for text in column if text)


def _share(rows: Sequence[PdfRow], column: int) -> float:
    return sum(any(cell.column == column and cell.text for cell in row) for row in rows) / len(rows)


def _are_marks(rows: Sequence[PdfRow], column: int) -> bool:
    """Tell whether a column of several rows says the same letter or sign in each, as a calendar
    does: no row has it as its key.
    """
    said = [cell.text for row in rows for cell in row if cell.column == column and cell.text]
    return len(said) > 1 and len(set(said)) == 1 and len(said[0]) == 1


def appended(cell: PdfCell, more: PdfCell) -> PdfCell:
    """Return a cell with what stands of it overleaf."""
    parts = list(cell.paragraphs)
    rest = list(more.paragraphs)
    if parts and rest and _wraps(parts, rest[0]):
        parts[-1] = replace(parts[-1], lines=(*parts[-1].lines, *rest.pop(0).lines))
    elif parts and rest and rest[0].kind is LineKind.PARAGRAPH:
        rest[0] = replace(rest[0], kind=LineKind.BREAK)
    return replace(
        cell,
        paragraphs=(*parts, *rest),
        places=(*cell.places, *more.places),
        is_wordless=cell.is_wordless and more.is_wordless,
    )


def _wraps(parts: Sequence[Paragraph], rest: Paragraph) -> bool:
    """Tell whether words overleaf go on with the last line, where each line so far is no entry."""
    is_list = len(parts) > 1 and all(len(each.lines) == 1 for each in parts)
    return rest.kind is not LineKind.ITEM and (rest.text[:1].islower() or not is_list)
