"""A row as label and value, and the number that its label, or its title, has."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plan_graph.language.announcement import WHOLE, Announced
from plan_graph.language.columns import LONGEST_LETTERS, announced
from plan_graph.language.wording import Wording
from plan_graph.plan.tables import Cell
from plan_graph.reading.cards.label_text import label_key
from plan_graph.reading.tables.header import STRUCTURE
from plan_graph.text import Passage

OPENING = "action"
"""What the label announces with which a card begins."""
NUMBERED = Announced((OPENING,), WHOLE, is_name=True)
"""What a label with a number announces: the name of the action that has it."""
_NO = r"(?:\W+(?:n[or]?|č|nº|n°|št|br|lp|num)\.?)?"
"""A sign before a number: 'no.'."""
_WITH_NUMBER = (
    rf"(?P<name>[^\W\d_][^:\d]{{2,40}}?){_NO}\W*"
    r"(?<!\w)(?P<code>[A-Z]{0,4}[ .-]?\d+(?:[.-]\d+)*)"
)
_CODED = re.compile(rf"{_WITH_NUMBER}\s*[.:–—-]+\s+(?=\S)", re.IGNORECASE)
"""A word for actions with its number, before the name of one: 'Measure no. 3: …'."""
_IN_TITLE = re.compile(rf"{_WITH_NUMBER}(?:\s*[.:–—-]+)?\s+(?=[^\W\d_])", re.IGNORECASE)
"""The same in what is a title, where no sign need stand behind: 'Measure 3 Plant trees'."""
_NUMBERED = re.compile(
    rf"(?P<name>\D{{3,}}?){_NO}\W*(?P<code>(?:[A-Z]{{1,3}}[.-]?)?\d+(?:\.\d+)*)\W*", re.IGNORECASE
)
"""A label with the number of what it names: 'Measure 1.2'."""
_NUMBER_FIRST = re.compile(r"(?P<code>\d+(?:\.\d+)*)\.?\s+(?P<name>\D{3,})")
"""A label with the number before it: '1.2. intézkedés'."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A row as label and value; `group` is what stands before the label.

    A pair without a label goes on with the value above.
    """

    label: Passage | None
    value: Passage
    announced: Announced
    group: Passage | None = None
    cells: tuple[Cell, ...] = ()
    code: Passage | None = None
    """The code before a name that stands above its card, or in its label."""

    @property
    def key(self) -> str:
        """Its label as labels are compared, without its number; '' where it has none."""
        if self.label is None:
            return ""
        end = self.code.start - self.label.start if self.code else None
        return label_key(self.label.text[:end])

    @property
    def only_numbers(self) -> bool:
        """Whether it only says the number of the action, above its name: 'Measure 1.2'."""
        return self.code is not None and self.label is not None and not self.value

    @property
    def is_placing(self) -> bool:
        """Whether it tells of the place of an action: its number, or what it stands under."""
        return self.only_numbers or bool(set(self.announced.kinds) & set(STRUCTURE))


def coded_title(wording: Wording, title: Passage, *, is_title: bool = False) -> Pair:
    """Return a title as the name of an action, without the word for one and its number before it.

    'Action sheet no. 3: Plant trees' is called 'Plant trees', and its code is '3'. What is a
    title for sure needs no sign behind the number, but a capital letter.
    """
    found = (_IN_TITLE if is_title else _CODED).match(title.text)
    name = found["name"] if found else ""
    if found and is_title and not title.text[found.end()].isupper():
        found = None
    if found is None or OPENING not in announced(wording, name).kinds:
        return Pair(None, title, Announced())
    rest, code = title.slice(found.end()).strip(), title.slice(*found.span("code"))
    return Pair(None, rest, Announced(), code=code)


def numbered_label(wording: Wording, label: Passage) -> Passage | None:
    """Return the number of a label that is a word for actions and nothing else: 'Measure 1.2'."""
    if len(label.text) > LONGEST_LETTERS:
        return None  # The time to match it grows with the square of its length.
    found = _NUMBERED.fullmatch(label.text) or _NUMBER_FIRST.fullmatch(label.text)
    name = announced(wording, found["name"]) if found else Announced()
    is_name = found is not None and name.is_whole and name.kinds == (OPENING,)
    return label.slice(*found.span("code")) if found and is_name else None
