"""The words and signs by which the names of bodies are known: heads, forms, conjunctions, marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from plan_graph.language.patterns import either, whole_words
from plan_graph.language.wording import Wording
from plan_graph.text import Passage

IN_BRACKETS = re.compile(r"\([^()]*\)")
_COMPOUND = 3
"""Letters that stand at least before the end that tells what a compound is."""


@dataclass(frozen=True)
class BodyWords:
    """The words of a language that tell names of bodies."""

    wording: Wording

    @cached_property
    def delegation(self) -> re.Pattern[str]:
        """A word that puts one body under another: 'prin'."""
        return whole_words(self.wording.lists["delegation"])

    @cached_property
    def head(self) -> re.Pattern[str]:
        """A word with which the name of a body begins, behind an article."""
        heads = either(self.wording.lists["heads"])
        return re.compile(rf"(?:{either(self.wording.lists['articles'])}\s+)?{heads}")

    @cached_property
    def compound(self) -> re.Pattern[str]:
        """A word whose end tells that it names a body: 'Gesundheitsministerium'."""
        return re.compile(rf"\w{{{_COMPOUND},}}?{either(self.wording.lists['compounds'])}")

    @cached_property
    def any_head(self) -> re.Pattern[str]:
        """A word with which the name of a body begins, anywhere."""
        return whole_words(self.wording.lists["heads"])

    @cached_property
    def topic(self) -> re.Pattern[str]:
        """A head of bodies that are called after what they do, and not after a place."""
        lists = self.wording.lists
        places = set(lists.get("of_places", ())) | set(lists.get("adjectives", ()))
        heads = either(head for head in lists["heads"] if head not in places)
        article = either(lists["articles"])
        link = rf"(?:{either(lists['connectives'])}\s+)*"
        return re.compile(rf"(?P<lead>(?:{article}\s+)?{heads}\s+{link})\S")

    @cached_property
    def adjective(self) -> re.Pattern[str]:
        """A word that begins the name of a body only if another tells its kind."""
        lists = self.wording.lists
        words = either(lists.get("adjectives", ()))
        return re.compile(rf"(?:{either(lists['articles'])}\s+)?{words}")

    @cached_property
    def legal_forms(self) -> re.Pattern[str]:
        """The form of a company: 'GmbH'."""
        return re.compile(either(self.wording.lists.get("legal_forms", ())) + r"\.?")

    @cached_property
    def verb(self) -> re.Pattern[str]:
        """A word that makes a sentence; behind a connective it only describes."""
        lists = self.wording.lists
        behind = either(lists["connectives"])
        return re.compile(rf"(?<!\w)(?:{behind}\s+\S+|(?P<verb>{either(lists.get('verbs', ()))}))")

    @cached_property
    def notes(self) -> re.Pattern[str]:
        """Words of roles that stand in brackets behind a name: '(lead)'."""
        return re.compile(either(word for words in self.wording.roles.values() for word in words))

    @cached_property
    def leading(self) -> re.Pattern[str]:
        """A conjunction or article before a name: 'and the HSE'."""
        lists = self.wording.lists
        return re.compile(rf"(?:{either((*lists['conjunctions'], *lists['articles']))}\s+)+")

    @cached_property
    def relative(self) -> re.Pattern[str]:
        """A word that opens a clause about a name before it: 'on which they rely'."""
        return re.compile(rf"(?:\w{{1,4}}\s+)?{either(self.wording.lists['relatives'])}\s")

    @cached_property
    def connective(self) -> re.Pattern[str]:
        """A word within a name: 'of'."""
        return re.compile(either(self.wording.lists["connectives"]))

    @cached_property
    def conjunctions(self) -> re.Pattern[str]:
        """A word between two names: 'and'; in 'E-Redes' it is a part of one."""
        joining = whole_words(self.wording.lists["conjunctions"]).pattern
        return re.compile(rf"(?<!-)(?:{joining})(?!-)")


_SIGNS = "*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰"
# Spaces, or signs, are tried from the first of them alone, or each would be again for each.
MARKS = re.compile(
    rf"(?<!\s)\s*(?:(?<![{_SIGNS}])[{_SIGNS}]+|\[\^?\w{{1,3}}\]"
    r"|(?<=[^\W\d_A-Z]{4})\d{1,2}|(?<=\))\d{1,2})$"
)
"""The mark of a footnote at the end of a name."""
_QUOTES = ('""', "“”", "„“", "„”", "«»", "»«", "‘’", "''")


def without_marks(name: str) -> str:
    """Return a name without the marks of footnotes behind it.

    >>> without_marks("Harbour Board*"), without_marks("Harbour Board[^3]")
    ('Harbour Board', 'Harbour Board')
    """
    return MARKS.sub("", name) or name


def is_word(name: Passage) -> bool:
    """Tell whether there is a letter: '1' names nobody."""
    return any(map(str.isalpha, name.text))


def unwrapped(name: Passage) -> Passage:
    """Return a name without the quotes around all of it, and without half of a bracket."""
    inner = name.text[1:-1]
    if any(name.text[:1] + name.text[-1:] == pair for pair in _QUOTES) and not set(inner) & set(
        "".join(_QUOTES)
    ):
        return name.slice(1, len(name.text) - 1).strip()
    if name.text.endswith(")") and "(" not in name.text:
        return name.slice(0, len(name.text) - 1).strip()
    is_open = name.text.startswith("(") and ")" not in name.text
    return name.slice(1).strip() if is_open else name
