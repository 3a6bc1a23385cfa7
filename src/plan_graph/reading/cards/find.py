"""Read cards: a label and its value in each row, one card an action, over all tables of a document.

A card begins with the label of the action's name, or where the document has no such label, with
the first label below a title row. It goes on over tables and pages, as long as labels of the
template follow; the template is learnt from the document itself, as its labels recur from card
to card. A row without a label goes on with the value above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plan_graph.language.wording import Wording
from plan_graph.plan.tables import Document, Row, Table
from plan_graph.reading.cards.collect import FEWEST_LABELS, Collector, Names, merged
from plan_graph.reading.cards.inner import Inner, cards_alone, inner_tables
from plan_graph.reading.cards.known_labels import KnownLabels
from plan_graph.reading.cards.labels import Labels
from plan_graph.reading.cards.openers import Openers
from plan_graph.reading.cards.pair import Pair
from plan_graph.reading.cards.trusted import Placed, are_more, of_actions, seldom
from plan_graph.reading.events import ActionRow
from plan_graph.text import Passage, fold

_Opener = Callable[[Table, Row, Pair], Pair | None]
"""Returns the pair that names the action of a card, if a row opens one."""
_SHARE = 0.25
"""The share of the cards in which a label of the template stands."""
_FEW = 2
"""So few cards are doubtful."""
_TELLING = 0.2
"""The share of cards that tell more than words of their actions, where no label names these."""


@dataclass(frozen=True)
class Cards:
    """The cards of a document.

    Attributes:
        rows: The actions, by the number of the table and of the row in which each begins.
        taken: The cells whose words are a label or a value of a card.
        by_title: Whether titles of tables name them, not a label of its own.
        by_heading: Whether these titles stand above the tables.
        inner: The tables of their steps within them, by the number of the table of both.
    """

    rows: Mapping[tuple[int, int], ActionRow] = field(default_factory=dict)
    taken: frozenset[Passage] = frozenset()
    by_title: bool = False
    by_heading: bool = False
    inner: Mapping[int, Inner] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is any card."""
        return bool(self.rows)


def find_cards(document: Document, wording: Wording) -> Cards:
    """Return the cards of a document, none where it has no labels of such."""
    inner = inner_tables(document, wording)
    cards = _Finder(cards_alone(document, inner), wording, inner).cards()
    return replace(cards, inner=inner) if cards else cards


class _Finder:
    """Finds the cards of one document."""

    def __init__(self, document: Document, wording: Wording, inner: Collection[int]) -> None:
        self.tables = list(document.tables)
        self.labels = Labels(document, KnownLabels.of(document, wording))
        self.openers = Openers(self.labels, inner=inner)

    def cards(self) -> Cards:
        """Return the cards by the labels of their names, or by titles where most have no such."""
        found = self._by(self.openers.by_name) or self._told(self._by(self.openers.by_bare_name))
        may_be_titles = 2 * len(found) < len(self.labels.pairs)  # there are tables enough for more
        titled = self._alike(self._by(self.openers.by_title)) if may_be_titles else []
        is_said = any(card.name.announced.is_said for card, _ in found)
        is_named = sum(card.name.announced.is_name for card, _ in found) > 1
        by_title = are_more(titled, found) and not (is_said or is_named)
        found = self._with_loose_titles(titled) if by_title else found
        headed = [] if found else self._told(self._alike(self._by(self.openers.by_heading)))
        is_doubtful = by_title and not self.openers.inner
        found = self._trusted(found or headed, by_title=is_doubtful)
        rows = {place: card.row() for card, place in found}
        taken = frozenset(cell for card, _ in found for cell in card.cells())
        return Cards(rows, taken, by_title or bool(headed), bool(headed))

    @staticmethod
    def _told(found: list[Placed]) -> list[Placed]:
        """Return cards whose name is no word for actions, if several tell what is told of these.

        All must say who does it, and when or with which money.
        """
        are_told = all(len(card.means) > 1 and "responsible" in card.means for card, _ in found)
        return found if len(found) > 1 and are_told else []

    @staticmethod
    def _trusted(found: list[Placed], *, by_title: bool) -> list[Placed]:
        """Return the cards, but none where nothing shows that they are actions.

        A label that is called their name shows it, or what they tell: who does it, when, or with
        which money. A few without such a label must all tell the same of these, or one alone two.
        Titles name actions only if there are several.
        """
        told = sum(bool(card.means) for card, _ in found)
        named = sum(card.name.announced.is_name for card, _ in found)
        if len(found) <= _FEW:
            alike = frozenset.intersection(*(card.means for card, _ in found)) if found else ()
            is_told = told if named else (len(found) > 1 and alike) or len(alike) > 1
            return found if is_told and not by_title else []
        return found if 2 * named > len(found) or told >= _TELLING * len(found) else []

    def _with_loose_titles(self, titled: list[Placed]) -> list[Placed]:
        """Return cards by title with those whose title is no row of theirs but stands above.

        Such a card begins with the label with which most begin, as one whose title a page parts
        from it does.
        """
        firsts = Counter(card.pairs[0].key for card, _ in titled)
        label, count = firsts.most_common(1)[0]
        if count < FEWEST_LABELS or 2 * count <= len(titled):
            return titled
        self.openers = replace(self.openers, first=label)
        return self._alike(self._by(self.openers.by_any_title))

    def _by(self, opens: _Opener) -> list[Placed]:
        """Collect the cards twice: the first time to learn which labels their template has."""
        names = {
            (table.number, row.number): name
            for table in self.tables
            for row, pair in self.labels.pairs[table.number]
            if pair and (name := opens(table, row, pair))
        }
        first = self._collect(names, None)
        counts = Counter(key for card, _ in first for key in card.keys)
        least = max(min(2, len(first)), _SHARE * len(first))
        template = {key for key, count in counts.items() if count >= least}
        template.update(card.name.key for card, _ in first)
        found = merged(self._collect(self._proper(names, first), template))
        return of_actions(seldom(found))

    @staticmethod
    def _proper(names: Names, first: Sequence[Placed]) -> Names:
        """Return what opens a card: only a label that is called a name, where most cards have one.

        There 'Commitments', or the last word of a label that is broken, opens none.
        """
        named = sum(card.name.announced.is_name for card, _ in first)
        if 2 * named <= len(first):
            return names
        return {place: name for place, name in names.items() if name.announced.is_name}

    @staticmethod
    def _alike(found: list[Placed]) -> list[Placed]:
        """Leave out cards with less than half of the labels that most have.

        Titles that recur head parts of cards; they name nothing. Where no label is that of most,
        the titles head the parts of a form, and there is no card.
        """
        titles = Counter(fold(card.name.value.text) for card, _ in found)
        found = [each for each in found if titles[fold(each[0].name.value.text)] == 1]
        counts = Counter(key for card, _ in found for key in card.keys)
        usual = {key for key, count in counts.items() if 2 * count > len(found)}
        if not usual:
            return []
        return [each for each in found if 2 * len(each[0].keys & usual) >= len(usual)]

    def _collect(self, names: Names, template: set[str] | None) -> list[Placed]:
        pairs, first = self.labels.pairs, self.openers.first
        return Collector(self.tables, pairs, names, template, first).cards()
