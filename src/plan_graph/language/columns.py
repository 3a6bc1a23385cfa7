"""What the heading of a column, or the label of a card, announces: which kinds, how surely.

A heading is a noun phrase. Its known noun stands at its beginning or at its end: which of the
two decides is a matter of the language ('Action type' is a type, 'Type d'action' is one too).
"Name of X" is X; "linked X" refers to others. A sentence is no heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from plan_graph.language.tables import COLUMNS
from plan_graph.language.wording import Wording, either, whole_words, without_ligatures
from plan_graph.text import fold

REFERENCE = "references"
"""The kind of a column that refers to other actions, plans or laws."""
WHOLE = 1.0
"""The certainty of a heading that is a known phrase and nothing else."""
SAID = 2.0
"""The certainty of a person's word."""
REMARK = "remark"
"""What a person says of a column that is kept as a remark, whatever its heading."""
TIMES = ("deadline", "start", "end")
"""The kinds of columns that tell when something is done."""
CHOICES = (*COLUMNS, REMARK)
"""What a person can say that a column holds."""
_LEAST = 0.5
"""The certainty of a heading that holds a known noun among many other words."""
_HYPHEN = re.compile(r"(?<=\w)-\s*\n\s*(?=[^\W\d_A-Z])|(?<=\w)-\s+(?=[^\W\d_A-Z])")
"""Where a word of a narrow column was parted: 'Respon-\\nsabili'."""
_ASIDE = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")
_SCALE = re.compile(r"[(\[]\s*\d{1,2}\s*(?:[-–—/]|\.{2,3}|…)\s*\d{1,3}\s*[)\]]")
"""The numbers between which something is rated: 'Impact (1-5)'."""
_RATED = ("priority", "status")
_TAIL = re.compile(r"\s+[–—-]\s+.*\Z", re.DOTALL)
"""What is added behind a dash: 'Comments – consider mentioning resources'."""
_PARTS = re.compile(r"\s*(?:/|\n\s*\n|;)\s*")
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])|_+")
"""Where words are joined in the names of columns of data: 'actionName', 'lead_agency'."""
_EDGES = " \t\n\r\xa0.,:*#†‡¹²³0123456789"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|&")
_LONGEST = 10
"""Words of the longest heading, without what stands in brackets or behind a dash."""
_LONGEST_LETTERS = 250
_MOST_BROKEN = 6
"""Pieces of the longest heading that is looked at for a broken word."""
_LONGEST_SENTENCE = 4
_ACTIONS = ("action", "sub_action")
_OPENING = 4
"""Words behind the one that opens a question, at most, before what is asked: 'who is the'."""
_SHORT = 4
"""Letters of the longest abbreviation behind a word for a number: 'Nr. crt.'."""
_STEM = 4
_ENDING = 3
"""The letters that forms of a word share at least, and in which they differ at most."""
_COUNTED = re.compile(r"\s[\d.]+\W*\Z")
_NUMBERED = frozenset(
    ("action", "sub_action", "pillar", "objective", "general_objective", "specific_objective")
)
"""Kinds whose noun with a number behind it is a thing, not a heading: 'Objective 1.2'."""
_CONTENT = re.compile(r"(?:[^\W\d]+\.?\s*)?(?!(?:19|20)\d\d\b)\d")
"""A number that is no year, such as that of an objective: '1.2', 'nr. 2'."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What a heading announces: its kinds in their order, () if none is known.

    `certainty` goes from 0 to 1; it is 1 where the heading is a known phrase and nothing else,
    and 2 where a person said what the column holds, which may be a remark: then `kinds` is ().
    `is_name` tells that it is called the name or title of what it announces.
    """

    kinds: tuple[str, ...] = ()
    certainty: float = 0.0
    is_name: bool = False

    def __bool__(self) -> bool:
        """Whether it is known what is announced."""
        return bool(self.kinds) or self.is_said

    @property
    def is_said(self) -> bool:
        """Whether a person said so."""
        return self.certainty >= SAID

    @property
    def is_whole(self) -> bool:
        """Whether the heading is a known phrase and nothing else, or a person said what it is."""
        return self.certainty >= WHOLE


NOTHING = Announced()


@lru_cache(maxsize=65536)
def announced(wording: Wording, heading: str) -> Announced:
    """Return what a heading announces.

    >>> from plan_graph.language import wording
    >>> en = wording.load("en")
    >>> announced(en, "Action type").kinds, announced(en, "Name of the action").kinds
    (('category',), ('action',))
    >>> announced(en, "Support for owners who clear the brush beside their roads.").kinds
    ()
    """
    said = wording.said_of(heading)
    if said is not None:
        return Announced(said, SAID)
    if len(heading) > _LONGEST_LETTERS:
        return NOTHING
    text = _HYPHEN.sub("", heading).strip()
    text = _spaced(text)
    plain = _without_currency(wording, _TAIL.sub("", _ASIDE.sub(" ", text)).strip())
    question = _asked(wording, plain) if plain.endswith("?") else ""
    if question:
        return Announced((question,), WHOLE)
    if not plain or _is_sentence(plain):
        return NOTHING
    lines = [line for line in re.split(r"\n+", plain) if line.strip()]
    for parts in ([plain], lines) if len(lines) > 1 else ([plain],):
        pieces = [piece for part in parts for piece in _PARTS.split(part) if piece.strip()]
        found = [_announced(wording, " ".join(piece.split())) for piece in pieces]
        known = [each for each in found if each]
        if known and (len(parts) == 1 or len(known) == len(found)):
            kinds = tuple(dict.fromkeys(kind for each in known for kind in each.kinds))
            kinds = tuple(k for k in kinds if k in _RATED) if _SCALE.search(text) else kinds
            if _QUANTITY.search(fold(text)):
                kinds = tuple(kind for kind in kinds if kind != "amount")
            share = max(sum(each.certainty for each in known) / len(found), _LEAST)
            share = share if len(found) > 1 and not _is_said_twice(found) else known[0].certainty
            return Announced(kinds, share, any(each.is_name for each in known))
    return _broken(wording, plain)


def _asked(wording: Wording, question: str) -> str:
    """Return the kind that a question asks for, by all its words or its end: 'Who is responsible?'.

    The end decides only behind a word that opens a question, and a few more; 'What food, when?'
    asks nothing of the kind.
    """
    words = fold(question.rstrip(" ?")).split()
    if kind := _phrases(wording).get(" ".join(words)):
        return kind
    opened = [place for place in (1, 2) if " ".join(words[:place]) in _asking(wording)]
    ends = range(opened[0] + 1, min(opened[0] + _OPENING, len(words))) if opened else ()
    tails = (" ".join(words[end:]) for end in ends)
    asked = (_phrases(wording).get(tail) for tail in tails if tail not in _asking(wording))
    return next(filter(None, asked), "")


def _is_said_twice(found: Sequence[Announced]) -> bool:
    """Tell whether one of two parts is a known phrase, and the other may be that in another
    language: 'Toimenpide / Åtgärd'.
    """
    return len(found) == 2 and sum(map(bool, found)) == 1


def _broken(wording: Wording, text: str) -> Announced:
    """Return what a heading announces in which one word was broken: 'Deadl ine', in a PDF."""
    words = fold(text).strip(_EDGES).split()
    if len(words) > _MOST_BROKEN:
        return NOTHING
    for place in range(1, len(words)):
        whole = " ".join(
            (*words[: place - 1], words[place - 1] + words[place], *words[place + 1 :])
        )
        if kind := _phrases(wording).get(whole):
            return Announced((kind,), WHOLE)
    return NOTHING


def _spaced(text: str) -> str:
    return text if " " in text else _JOINED.sub(" ", text).strip()


def _without_currency(wording: Wording, text: str) -> str:
    """Return a heading without the currency that it ends in: 'Budget, EUR thousand'."""
    found = _currency_tail(wording).search(fold(text))
    return text[: found.start()] if found and found.start() else text


@lru_cache(maxsize=64)
def _currency_tail(wording: Wording) -> re.Pattern[str]:
    currency = either(name for names in wording.currencies.values() for name in names)
    thousands = (names for times, names in wording.amounts.items() if times.isdigit())
    times = either(name for names in thousands for name in names)
    return re.compile(rf"[\s,;-]+(?:{times}\s*)?{currency}(?:\s*{times})?\s*\Z")


def is_bare_name(wording: Wording, heading: str) -> bool:
    """Tell whether a heading is the name of something that it does not tell: 'Name & title'."""
    names = {fold(name) for name in wording.nouns.get("names", ())}
    words = [word for word in _WORD.findall(fold(heading)) if word != "&"]
    joints = _joining(wording)
    return (
        bool(words)
        and all(word in names or word in joints for word in words)
        and (not names.isdisjoint(words))
    )


def is_project_name(wording: Wording, heading: str) -> bool:
    """Tell whether a heading is that of what a plan lists besides actions: 'Project name'."""
    projects = {fold(name) for name in wording.nouns.get("projects", ())}
    parts = _PARTS.split(fold(_spaced(heading)))  # 'Project name/location'
    folded = (" ".join(part.strip(_EDGES).split()) for part in parts)
    return any((_without_name(wording, part) or part) in projects for part in folded)


def names_another(wording: Wording, heading: str) -> bool:
    """Tell whether a heading is the name of a thing that no plan tells of: 'Document name'."""
    named = _without_name(wording, " ".join(fold(_spaced(heading)).strip(_EDGES).split()))
    return bool(named) and not announced(wording, heading)


def is_called(wording: Wording, heading: str, nouns: str) -> bool:
    """Tell whether a heading is one of the nouns of a table: 'Rev. no.' one of 'versions'."""
    known = {fold(name) for name in wording.nouns.get(nouns, ())}
    words = [word for word in _WORD.findall(fold(heading)) if not word.isdigit()]
    plain = [word for word in words if _phrases(wording).get(word) != "number"]
    return bool(plain) and " ".join(plain) in known


def numbers_another(wording: Wording, heading: str) -> bool:
    """Tell whether a heading numbers things of which registers are kept: 'Risk ID', 'Test no.'."""
    known = {fold(name) for name in wording.nouns.get("registered", ())}
    words = [word for word in _WORD.findall(fold(heading)) if word not in _joining(wording)]
    things = [word for word in words if _phrases(wording).get(word) != "number"]
    return 0 < len(things) < len(words) and " ".join(things) in known


def numbers_actions(wording: Wording, heading: str) -> bool:
    """Tell whether a heading numbers what it calls actions: 'N° action', not 'No.' alone."""
    folded = fold(heading)
    is_number = "number" in announced(wording, heading).kinds
    return is_number and any(word in _actions(wording) for word in _WORD.findall(folded))


_QUANTITY = re.compile(r"(?<!\w)(?:[kmgt]?t?co2\w*|ghg|gei|thg|[kmgt]?wh)(?!\w)")
"""Emissions and energy, which are counted and not paid: 'GHG amount', 'Value (kWh)'."""


def _is_sentence(text: str) -> bool:
    """Tell whether words are no heading: too many, with a full stop, or with a label in them."""
    count = len(_WORD.findall(text))
    if count > _LONGEST or ":" in text.rstrip(": "):
        return True
    return count > _LONGEST_SENTENCE and text.rstrip().endswith((".", "!", "?", ";"))


def _announced(wording: Wording, text: str) -> Announced:
    folded = fold(text).strip(_EDGES) or fold(text).strip()
    exact = _phrases(wording).get(" ".join(folded.split())) or _phrases(wording).get(
        fold(text).strip(" :")
    )
    if exact and not (_COUNTED.search(text) and exact in _NUMBERED):
        is_number = exact in _ACTIONS and "#" in (text[:1], text[-1:])  # 'Action #'
        return Announced(("number" if is_number else exact,), WHOLE)
    named = _without_name(wording, folded)
    if named:
        kinds = _announced(wording, named).kinds or _inflected(wording, named)
        return Announced(kinds, WHOLE, is_name=True) if kinds else NOTHING
    phrase = _noun_phrase(wording, folded)
    kind, length, is_head = _by_head(wording, phrase)
    is_body = phrase[:length].strip() in _heads(wording)  # 'Ministry of Finance' is no heading
    goes_on = _may_go_on(text, folded, length, first=wording.head == "first")
    if not kind or is_body or not goes_on:
        return NOTHING
    if kind in _NUMBERED and _is_linked(wording, folded):
        return Announced((REFERENCE,), WHOLE)
    if kind == "number" and not _numbers_actions(wording, folded):
        return NOTHING
    share = length / max(len(folded), 1)
    certainty = _LEAST + (WHOLE - _LEAST) * share * 0.9 if is_head else _LEAST * share
    return Announced((kind,), certainty)


def _without_name(wording: Wording, folded: str) -> str:
    """Return what a heading is the name of: 'title of the measure', 'measure title'; or ''.

    A number may stand before it: 'Number and name of the measure'.
    """
    before, behind = _name_patterns(wording)
    numbered = _number_before(wording).match(folded)
    if numbered and before.match(folded, numbered.end()):
        folded = folded[numbered.end() :]
    found = before.match(folded) or behind.search(folded)
    if not found:
        return ""
    rest = (folded[: found.start()] + folded[found.end() :]).strip(" '’:-")
    return rest if _WORD.search(rest) else ""


def _noun_phrase(wording: Wording, folded: str) -> str:
    """Return the words before the first that joins or opens a clause: 'bodies' of 'bodies for X'.

    Only a language whose head noun comes last needs that; elsewhere the beginning decides.
    """
    if wording.head != "last":
        return folded
    joint = _joints(wording).search(folded)
    before = folded[: joint.start()].strip() if joint else ""
    return before or folded


def _by_head(wording: Wording, phrase: str) -> tuple[str, int, bool]:
    """Return the kind of the known noun at the deciding end, else at the other; its length.

    The last value tells whether it is the deciding end. A word that only joins others, or opens a
    question, is no noun at the other: 'depends from', 'who will pay'.
    """
    first, last = _longest(wording, phrase, at_end=False), _longest(wording, phrase, at_end=True)
    begin, end = phrase[: first[1]].strip(), phrase[len(phrase) - last[1] :].strip()
    is_last = wording.head == "last"
    (head, edge), (other, other_edge) = [(first, begin), (last, end)][:: -1 if is_last else 1]
    if head[0] and edge not in _asking(wording):
        return (*head, True)
    is_no_noun = other_edge in _joining(wording) | _asking(wording)
    return ("", 0, False) if is_no_noun else (*other, False)


def _longest(wording: Wording, phrase: str, *, at_end: bool) -> tuple[str, int]:
    words = [match.span() for match in re.finditer(r"\S+", phrase)]
    for count in range(len(words), 0, -1):
        part = phrase[words[-count][0] :] if at_end else phrase[: words[count - 1][1]]
        kind = _phrases(wording).get(" ".join(part.split())) or _phrases(wording).get(
            " ".join(part.strip(_EDGES + "'’").split())
        )
        if kind:
            return kind, len(part)
    return "", 0


def _may_go_on(text: str, folded: str, length: int, *, first: bool) -> bool:
    """Tell whether a heading can go on like this behind a phrase that it begins with.

    A number or a short name there makes it content: 'Obiectiv specific 1.2', 'Buget MAI'.
    """
    if not first or length >= len(folded):
        return not _CONTENT.match(text[length:].strip(".,; ")) if length < len(folded) else True
    rest = text[length:].strip(".,; ")
    word = rest.split()[0] if rest else ""
    if _CONTENT.match(rest):
        return False
    return not (len(word) > 1 and word.isupper() and not text[:length].isupper())


@lru_cache(maxsize=64)
def _phrases(wording: Wording) -> dict[str, str]:
    """Return the kind of each phrase, folded; of two kinds the first of the file."""
    found: dict[str, str] = {}
    for kind, phrases in wording.columns.items():
        for phrase in phrases:
            plain = " ".join(fold(phrase).split())
            found.setdefault(plain, kind)
            found.setdefault(without_ligatures(plain), kind)  # in capitals, 'MASSNAHME'
            spelled = fold(phrase.lower().translate(_SPELLED))
            found.setdefault(" ".join(spelled.split()), kind)
    joints = _joining(wording)
    for phrase, kind in list(found.items()):  # 'fecha inicio' for 'fecha de inicio'
        words = phrase.split()
        nouns = [word for word in words if word not in joints]
        if 1 < len(nouns) < len(words):
            found.setdefault(" ".join(nouns), kind)
    return found


@lru_cache(maxsize=64)
def _name_patterns(wording: Wording) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = wording.nouns.get("names", ())
    before = re.compile(_open_ended(names, alone=wording.head == "first") + r"\s*")
    behind = re.compile(r"\s+" + either(names) + r"\Z") if wording.head == "last" else _NEVER
    return before, behind


_NEVER = re.compile(r"(?!)")
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
"""How letters are written in the names of columns of data: 'zustaendig'."""


@lru_cache(maxsize=64)
def _number_before(wording: Wording) -> re.Pattern[str]:
    numbers, joints = wording.columns.get("number", ()), wording.lists.get("conjunctions", ())
    return re.compile(rf"{either(numbers)}\s+(?:{either(joints)}|&)\s+")


def _open_ended(phrases: tuple[str, ...], *, alone: bool) -> str:
    """Return a pattern of phrases; one that ends with an apostrophe needs no space behind it.

    A single word stands before what it names only where nouns follow each other in the genitive.
    """
    plain = [phrase for phrase in phrases if not phrase.endswith(("'", "’"))]
    elided = [re.escape(fold(phrase)) for phrase in phrases if phrase.endswith(("'", "’"))]
    several = either([phrase for phrase in plain if alone or len(phrase.split()) > 1])
    return f"(?:{'|'.join([*elided, several])})" if elided else several


@lru_cache(maxsize=64)
def _joints(wording: Wording) -> re.Pattern[str]:
    joints = (*wording.lists.get("connectives", ()), *wording.lists.get("conjunctions", ()))
    return re.compile(rf"(?<=\s){either(joints)}|\s&\s")


@lru_cache(maxsize=64)
def _heads(wording: Wording) -> frozenset[str]:
    """Return the words with which names of bodies begin."""
    return frozenset(map(fold, wording.lists.get("heads", ())))


@lru_cache(maxsize=64)
def _linked(wording: Wording) -> re.Pattern[str]:
    return whole_words(wording.nouns.get("linked", ()))


def _numbers_actions(wording: Wording, folded: str) -> bool:
    """Tell whether a heading that names a number is that of the action, not of another thing.

    'Number of the action' and 'Nr. măsurii' are; 'number of people', 'Action plan number' are
    not. An abbreviation behind it leaves it what it is: 'Nr. ord.'.
    """
    for at_end in (False, True):
        kind, length = _longest(wording, folded, at_end=at_end)
        if kind == "number":
            rest = folded[: len(folded) - length] if at_end else folded[length:]
            return _is_action(wording, re.findall(r"[^\W_]+", rest))
    return False


def _is_action(wording: Wording, words: list[str]) -> bool:
    """Tell whether the words beside that for a number say the action, or nothing."""
    joints = _joining(wording)
    plain = [word for word in words if len(word) > 1 and word not in joints and not word.isdigit()]
    plain = [word for word in plain if _phrases(wording).get(word) != "number"]  # 'Task ID number'
    if not plain:
        return True
    if _phrases(wording).get(" ".join(plain)) in _ACTIONS:
        return True
    own = plain[0]
    is_short = len(own) <= _SHORT and len(plain) == len(words)
    return len(plain) == 1 and (is_short or any(_are_forms(own, n) for n in _actions(wording)))


def _inflected(wording: Wording, word: str) -> tuple[str, ...]:
    """Return the kind of a word that is a form of one for an action: 'acțiunii' of 'acțiune'."""
    known = next((name for name in sorted(_actions(wording)) if _are_forms(word, name)), "")
    return (_phrases(wording)[known],) if known else ()


def _are_forms(one: str, other: str) -> bool:
    """Tell whether two words differ at most in their ending: 'măsurii' and 'măsură'."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    stem = sum(1 for _ in alike)
    return stem >= _STEM and max(len(one), len(other)) - stem <= _ENDING


@lru_cache(maxsize=64)
def _actions(wording: Wording) -> frozenset[str]:
    """Return the single words for an action."""
    kinds = _phrases(wording).items()
    return frozenset(phrase for phrase, kind in kinds if kind in _ACTIONS and " " not in phrase)


@lru_cache(maxsize=64)
def _joining(wording: Wording) -> frozenset[str]:
    """Return the words that join a noun to another, and articles."""
    lists = (wording.lists.get(name, ()) for name in ("connectives", "articles"))
    return frozenset(fold(word) for words in lists for word in words)


@lru_cache(maxsize=64)
def _asking(wording: Wording) -> frozenset[str]:
    """Return the words that open a question: 'who' alone heads a column, before others none."""
    return frozenset(fold(word) for word in wording.nouns.get("asking", ()))


def _is_linked(wording: Wording, folded: str) -> bool:
    return bool(_linked(wording).search(folded))
