"""The vocabulary of one language, read from `data/wordings/<language>.toml`.

Code knows what to look for; only these files know the words. A language is added
by adding a file. `data/signs.toml` holds what all languages share, such as '€' and 'n/a'.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from plan_graph.errors import DataError, UsageError
from plan_graph.language.tables import Phrases, Tables, tables_of, upon, whole
from plan_graph.phrases import phrase
from plan_graph.plan import ColumnDecision
from plan_graph.resources import folder
from plan_graph.text import clean, fold
from plan_graph.vocab import LANGUAGE


def first(phrases: tuple[str, ...], otherwise: str = "") -> str:
    """Return the phrase by which a thing is called when words are written, or another word."""
    return next(iter(phrases), otherwise)


_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
"""What no workbook holds, and nobody sees."""


def heading_key(heading: str) -> str:
    """Return the form in which two headings are compared: folded, white space free.

    >>> heading_key("Titlu\\n  ACȚIUNE ") == heading_key("titlu acţiune")
    True
    """
    return _CONTROL.sub("", fold(clean(heading)))


@dataclass(frozen=True)
class Wording:
    """The words of one language; see the comments in the data files for each table.

    Every kind of every table is there; one that the file leaves out has no phrases.

    Attributes:
        language: Its tag, such as 'ro'.
        authority: Its code in the EU language table, such as 'RON'.
        name: Its name in English, such as 'Romanian', or '' if the file does not say.
        head: Whether the 'first' or the 'last' noun of a heading says what it is about.
        capitals: Whether 'names' alone are written with a capital, or all 'nouns'.
        headings, columns, roles, lists, funding, indicators, amounts: Phrases by what they
            announce; 'plan_noun' is what a plan of anything is called, as in 'Harbour plan 2027'.
        nouns: Phrases by what they make of a heading: 'names' leave it what it is, as 'title of'
            does; 'linked' make it refer to others of its kind; 'versions' head the history of a
            document, 'projects' what a plan lists where it names no actions, 'informed' whom others
            tell, 'contacts' how somebody is reached.
        common: The most frequent 'words' of the language, by which it is recognised.
        deadlines: Phrases by what they announce; `frequencies`, `ordinals`, `months` and
            `parts` (of a year) by their code.
        currencies: Phrases by the code of the EU currency table.
        recurring: Phrases for how often a sum is given, by the code of the EU frequency table.
        absences, statuses, priorities: Words of a cell by the code of what they say.
        bodies: Words in the names of bodies by the kind of body that they tell.
        said: What a person said that the headings of one document announce, by their words in
            the form in which they are compared; it wins over all phrases.
        is_guess: Whether no language was recognised, so that these words are only the nearest.
    """

    language: str
    authority: str
    name: str
    head: str
    capitals: str
    headings: Phrases
    columns: Phrases
    nouns: Phrases
    common: Phrases
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
    recurring: Phrases
    indicators: Phrases
    absences: Phrases
    statuses: Phrases
    priorities: Phrases
    bodies: Phrases
    said: Phrases = field(default_factory=dict)
    is_guess: bool = False

    def with_columns(self, decisions: Iterable[ColumnDecision]) -> Wording:
        """Return the words with what a person said of columns; of two the last counts."""
        said = {heading_key(each.heading): each.kinds for each in decisions}
        return replace(self, said=said) if said != self.said else self

    def said_of(self, heading: str) -> tuple[str, ...] | None:
        """Return what a person said that a heading announces, or None if nobody did."""
        return self.said.get(heading_key(heading)) if self.said else None

    def __hash__(self) -> int:
        """Let patterns be compiled once for each wording."""
        return hash(self.language)


def languages() -> list[str]:
    """List the languages that have a wording."""
    return sorted(path.stem for path in _folder().glob("*.toml"))


@lru_cache(maxsize=64)
def load(language: str) -> Wording:
    """Load the wording of a language.

    Raises:
        UsageError: If there is none; the message lists those there are.
        DataError: If the file holds something else than phrases.
    """
    if language not in languages():
        known = ", ".join(f"'{name}'" for name in languages())
        raise UsageError(
            phrase("language.wording.language_no_wording_for", language=language, known=known)
        )
    return read(_folder() / f"{language}.toml")


def tag_of(authority: str) -> str:
    """Return the tag of a language by its IRI in the EU authority table, '' if it has no wording.

    >>> tag_of("http://publications.europa.eu/resource/authority/language/RON")
    'ro'
    """
    return _tags().get(authority, "")


@cache
def _tags() -> dict[str, str]:
    return {LANGUAGE + load(tag).authority: tag for tag in languages()}


def read(file: Path) -> Wording:
    """Read a wording from a file; this is how a language is added.

    The file may extend a wording that comes along, and leave out any table.

    Raises:
        DataError: If there is no such file, or it holds something else than phrases.
    """
    name = f"{file.parent.name}/{file.name}"
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        return _wording(*_extended(data, upon(_signs(), tables_of(data))))
    except OSError as error:
        raise DataError(
            name, phrase("language.wording.cannot_read", strerror=error.strerror)
        ) from None
    except UsageError as error:
        raise DataError(
            name, phrase("language.wording.extends_language_not", error=error)
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError) as error:
        raise DataError(name, str(error)) from None


def _extended(data: Mapping[str, Any], own: Tables) -> tuple[Mapping[str, Any], Tables]:
    """Return the keys and tables of a file upon those of the wording that it extends."""
    extends = data.get("extends")
    if not extends:
        return data, own
    if extends not in languages():
        load(extends)  # says which there are
    base = tomllib.loads((_folder() / f"{extends}.toml").read_text(encoding="utf-8"))
    return {**base, **data}, upon(tables_of(base), own)


def _wording(keys: Mapping[str, Any], given: Tables) -> Wording:
    """Return the wording that keys and tables make.

    Raises:
        ValueError: If they do not say which language it is of.
    """
    if "language" not in keys:
        raise ValueError(phrase("language.wording.does_not_say_language"))
    tables = whole(given)
    within = {name.partition(".")[2] or name: table for name, table in tables.items()}
    return Wording(
        language=keys["language"],
        authority=keys.get("authority", _UNDETERMINED),
        name=keys.get("name", ""),
        head=keys.get("head", "first"),
        capitals=keys.get("capitals", "names"),
        is_guess=False,
        **within,
    )


_UNDETERMINED = "UND"
"""The code of the EU language table for a language that is not said."""


def _folder() -> Path:
    return folder("data") / "wordings"


@lru_cache(maxsize=1)
def _signs() -> Tables:
    """Return what is written alike in all languages."""
    return tables_of(tomllib.loads((folder("data") / "signs.toml").read_text(encoding="utf-8")))
