"""The vocabulary of one language, read from `data/wordings/<language>.toml`.

Code knows what to look for; only these files know the words. A language is added
by adding a file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from plan_graph.errors import DataError, UsageError
from plan_graph.resources import folder
from plan_graph.text import Passage, fold

Phrases = Mapping[str, tuple[str, ...]]


def either(phrases: Iterable[str]) -> str:
    """Give the source of a pattern that matches any of the phrases in folded text.

    Longer phrases are tried first; white space within them is free.

    >>> re.search(either(["nr", "nr."]), "obiectiv nr. 1").group()
    'nr.'
    """
    ordered = sorted({fold(phrase) for phrase in phrases}, key=lambda text: (-len(text), text))
    sources = (r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
    return "(?:" + "|".join(sources) + r")(?!\w)" if ordered else r"(?!)"


def whole_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """Give the pattern that finds any of the phrases, as whole words, in folded text."""
    return re.compile(r"(?<!\w)" + either(phrases))


@dataclass(frozen=True)
class Wording:
    """The words of one language; see the comments in the data files for each table.

    Attributes:
        language: Its tag, such as 'ro'.
        authority: Its code in the EU language table, such as 'RON'.
        headings, columns, roles, lists, funding, indicators, amounts: Phrases by what they
            announce.
        deadlines: Phrases by what they announce; `frequencies`, `ordinals`, `months` and
            `parts` (of a year) by their code.
        currencies: Phrases by the code of the EU currency table.
        absences, statuses, priorities: Words of a cell by the code of what they say.
    """

    language: str
    authority: str
    head: str
    nouns: Phrases
    headings: Phrases
    columns: Phrases
    roles: Phrases
    lists: Phrases
    deadlines: Phrases
    frequencies: Phrases
    ordinals: Phrases
    months: Phrases
    parts: Phrases
    funding: Phrases
    amounts: Phrases
    currencies: Phrases
    indicators: Phrases
    absences: Phrases
    statuses: Phrases
    priorities: Phrases

    def columns_of(self, header: Passage) -> tuple[str, ...]:
        """Tell what a header cell announces, such as `('responsible', 'partner')`; () if unknown.

        A header may announce several things, one on each line or behind a slash. It is
        short and has no colon, unlike a label or a sentence that begins with the same word.
        """
        return _columns_of(self, header.text)

    def __hash__(self) -> int:
        """Let patterns be compiled once for each wording."""
        return hash(self.language)


@lru_cache(maxsize=4096)
def _columns_of(wording: Wording, header: str) -> tuple[str, ...]:
    found: list[str] = []
    for part in Passage(0, header).split(_HEADER_PARTS):
        if ":" in part.text or len(part.text.split()) > _HEADER_WORDS:
            return ()
        kind = _column_of(wording, part)
        if kind and kind not in found:
            found.append(kind)
    return tuple(found)


def _column_of(wording: Wording, words: Passage) -> str:
    """Give the kind whose phrase, of those that the words begin with, is the longest."""
    best, length = "", 0
    folded = words.folded
    for kind, pattern in _column_patterns(wording):
        match = pattern.match(folded)
        if match and match.end() > length:
            best, length = kind, match.end()
    return best if _goes_on(words, length) else ""


def _goes_on(words: Passage, end: int) -> bool:
    """Tell whether a header can go on like this behind its phrase.

    A number or a short name there makes it content: 'Obiectiv specific 1.2', 'Buget MAI'.
    """
    rest = words.slice(end).strip(".,;").text
    if rest.startswith(("(", "[")):  # 'Budget (EUR thousand)'
        return True
    if _CONTENT.match(rest):
        return False
    first = rest.split()[0] if rest else ""
    return not (len(first) > 1 and first.isupper() and not words.slice(0, end).text.isupper())


_CONTENT = re.compile(r"(?:[^\W\d]+\.?\s*)?(?!(?:19|20)\d\d\b)\d")
"""A number that is no year, such as that of an objective: '1.2', 'nr. 2'."""
_HEADER_WORDS = 8
_HEADER_PARTS = re.compile(r"/|\n\s*\n")


@lru_cache(maxsize=16)
def _column_patterns(wording: Wording) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, whole_words(phrases)) for kind, phrases in wording.columns.items())


def languages() -> list[str]:
    """List the languages that have a wording."""
    return sorted(path.stem for path in (folder("data") / "wordings").glob("*.toml"))


@lru_cache(maxsize=16)
def load(language: str) -> Wording:
    """Load the wording of a language.

    Raises:
        UsageError: If there is none; the message lists those there are.
        DataError: If the file lacks a table or holds something else than phrases.
    """
    if language not in languages():
        known = ", ".join(f"'{name}'" for name in languages())
        raise UsageError(
            f"language '{language}': no wording for it; choose one of {known}, or name a file of "
            'your own in plan.toml: wording = "words.toml"'
        )
    return read(folder("data") / "wordings" / f"{language}.toml")


def read(file: Path) -> Wording:
    """Read a wording from a file; this is how a language is added.

    Raises:
        DataError: If there is no such file, it lacks a table, or it holds something else
            than phrases.
    """
    name = f"{file.parent.name}/{file.name}"
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        deadlines, amounts = dict(data["deadlines"]), dict(data["amounts"])
        by_code = {table: _phrases(deadlines.pop(table)) for table in _TIME_TABLES}
        return Wording(
            language=data["language"],
            authority=data["authority"],
            head=data.get("head", "first"),
            nouns=_phrases(data.get("nouns", {})),
            currencies=_phrases(amounts.pop("currencies")),
            amounts=_phrases(amounts),
            deadlines=_phrases(deadlines),
            **by_code,
            **{table: _phrases(data[table]) for table in _TABLES},
        )
    except OSError as error:
        raise DataError(name, f"cannot be read: {error.strerror}") from None
    except KeyError as error:
        raise DataError(
            name, f"the table or key {error} is missing; see data/wordings/ro.toml"
        ) from None
    except (tomllib.TOMLDecodeError, TypeError, ValueError) as error:
        raise DataError(name, str(error)) from None


_TABLES = (
    "headings",
    "columns",
    "roles",
    "lists",
    "funding",
    "indicators",
    "absences",
    "statuses",
    "priorities",
)
_TIME_TABLES = ("frequencies", "ordinals", "months", "parts")


def _phrases(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    for key, phrases in table.items():
        if not isinstance(phrases, list) or not all(isinstance(item, str) for item in phrases):
            raise ValueError(f'\'{key}\' is not a list of phrases; write {key} = ["…", "…"]')
    return {key: tuple(phrases) for key, phrases in table.items()}
