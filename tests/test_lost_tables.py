"""Documents whose tables a conversion left as text: what is read of them is not the plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinds import plain, titles
from office_files import paragraph, table, write_docx
from plan_graph.errors import ReadingError
from plan_graph.language import wording
from plan_graph.plan import Plan
from plan_graph.reading.gate import check
from reading import plan_of

NAMES = ("Light the beacon", "Dredge the river", "Mend the quay")


def card(name: str) -> str:
    """Write a card of Word."""
    return table(plain("Action name", name), plain("Lead", "Pilots"), plain("Deadline", "2027"))


def converted(folder: Path, *lines: str) -> Plan:
    """Read a Word document of three cards and of lines that were rows elsewhere."""
    cards = paragraph().join(map(card, NAMES))
    body = paragraph("Harbour Action Plan") + cards + "".join(map(paragraph, lines))
    write_docx(folder / "plan.docx", body)
    return plan_of(folder / "plan.docx")


def lost(name: str) -> str:
    """Return a card as a converter writes it that takes the rows for lines of one paragraph."""
    return f"Part B Action name | {name} Lead | Divers Deadline | 2028"


@pytest.mark.parametrize(
    "lines",
    [
        (lost("Ring the bell"), lost("Paint the buoys")),
        # the names are gone, and the other labels tell that much was lost
        ("Lead | Divers Deadline | 2028",) * 4,
    ],
)
def test_labels_of_the_plan_beside_bars_in_lines_of_text_are_lost_rows(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    plan = converted(tmp_path, *lines)

    with pytest.raises(ReadingError, match=r"stand in lines of text with '\|', such as '.+'"):
        check(plan, wording.load("en"))


@pytest.mark.parametrize(
    "lines",
    [
        ("Home | Plan | Contact", "Harbour | Lighthouse | Quay | Bar"),
        (lost("Ring the bell"),),  # one that an author typed, as an example
        ("Lead pilots | the pilot who has the lead", "No deadline | there is none"),
    ],
)
def test_bars_in_lines_of_text_that_are_beside_other_words_are_no_lost_rows(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    plan = converted(tmp_path, *lines)

    check(plan, wording.load("en"))
    assert titles(plan) == list(NAMES)
