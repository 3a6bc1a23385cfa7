"""One section of a TOML file, read key by key; a fault names the file and the key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from plan_graph.errors import DataError
from plan_graph.phrases import phrase
from plan_graph.rdf import authority

Texts = Mapping[str, str]
"""Words by language tag."""

_T = TypeVar("_T")
_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_KEYWORD = re.compile(r"[\w .-]{2,100}")


class Section:
    """Reads values and checks them; `done` refuses the keys that nobody asked for."""

    def __init__(self, file: str, values: Mapping[str, Any], path: str = "") -> None:
        self._file = file
        self._values = values
        self._path = path
        self._asked: dict[str, None] = {}

    def __contains__(self, key: str) -> bool:
        self._asked[key] = None
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def error(self, key: str, problem: str) -> DataError:
        """Give the error for a key."""
        return DataError(self._file, f"'{self._path}{key}' {problem}")

    def section(self, key: str) -> Section:
        """Open a section within this one; it must be there."""
        return Section(self._file, self._table(key, f"[{self._path}{key}]"), f"{self._path}{key}.")

    def texts(self, key: str) -> Texts:
        """Read words by language; at least one language must be there."""
        found = self._table(key, f'{key} = {{ en = "…", ro = "…" }}')
        for tag, text in found.items():
            self._tag(key, tag)
            if not isinstance(text, str) or not text.strip():
                raise self.error(
                    f"{key}.{tag}",
                    phrase("publishing.section.write_some_words_quotes", text=_shown(text)),
                )
        return {tag: text.strip() for tag, text in sorted(found.items())}

    def keywords(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """Read lists of keywords by language."""
        found = self._table(key, f'{key} = {{ en = ["…"], ro = ["…"] }}')
        for tag, words in found.items():
            self._tag(key, tag)
            if not isinstance(words, list) or not words:
                raise self.error(
                    f"{key}.{tag}", phrase("publishing.section.write_list", words=_shown(words))
                )
            for word in words:
                if not isinstance(word, str) or not _KEYWORD.fullmatch(word):
                    problem = phrase(
                        "publishing.section.use_to_letters_digits_spaces", word=_shown(word)
                    )
                    raise self.error(f"{key}.{tag}", problem)
        return {tag: tuple(dict.fromkeys(words)) for tag, words in sorted(found.items())}

    def date(self, key: str) -> date:
        """Read a date."""
        found = self._get(key, f"{key} = 2026-11-25")
        if not isinstance(found, date) or isinstance(found, datetime):
            raise self.error(
                key, phrase("publishing.section.write_date_without_quotes", found=_shown(found))
            )
        return found

    def text(self, key: str) -> str:
        """Read a few words."""
        found = self._get(key, f'{key} = "…"')
        if not isinstance(found, str) or not found.strip():
            raise self.error(
                key, phrase("publishing.section.write_some_words_quotes", text=_shown(found))
            )
        return found.strip()

    def iri(self, key: str) -> str:
        """Read an http or https address."""
        found = self._get(key, f'{key} = "https://…"')
        if not isinstance(found, str) or not _is_iri(found):
            raise self.error(
                key, phrase("publishing.section.write_address_with_http_or", found=_shown(found))
            )
        return found

    def email(self, key: str) -> str:
        """Read an email address."""
        found = self._get(key, phrase("publishing.section.name_example_org", key=key))
        if not isinstance(found, str) or not _EMAIL.fullmatch(found):
            raise self.error(
                key,
                phrase("publishing.section.write_email_address_name_example", found=_shown(found)),
            )
        return found

    def code(self, key: str, table: str) -> str:
        """Read a code of an authority table of which all codes are known."""
        known = ", ".join(authority.known()[table])
        return self._code(
            key, self._get(key, phrase("publishing.section.one_of", known=known)), table
        )

    def codes(self, key: str, table: str) -> tuple[str, ...]:
        """Read a list of codes."""
        example = next(iter(authority.known()[table]))
        found = self._get(key, f'{key} = ["{example}"]')
        if not isinstance(found, list) or not found:
            raise self.error(
                key, phrase("publishing.section.write_list_5", found=_shown(found), example=example)
            )
        return tuple(dict.fromkeys(self._code(key, code, table) for code in found))

    def optional(self, key: str, read: Callable[[str], _T]) -> _T | None:
        """Read a key that may be missing."""
        return read(key) if key in self else None

    def done(self) -> None:
        """Refuse keys that nobody asked for: most are typing errors."""
        for key in self._values:
            if key not in self._asked:
                raise self.error(
                    key, phrase("publishing.section.no_setting_here", asked=", ".join(self._asked))
                )

    def _get(self, key: str, example: str) -> Any:
        if key not in self:
            raise self.error(key, phrase("publishing.section.missing_write", example=example))
        return self._values[key]

    def _table(self, key: str, example: str) -> Mapping[str, Any]:
        found = self._get(key, example)
        if not isinstance(found, dict) or not found:
            raise self.error(
                key,
                phrase("publishing.section.other_expected", found=_shown(found), example=example),
            )
        return found

    def _tag(self, key: str, tag: str) -> None:
        if not _TAG.fullmatch(tag):
            raise self.error(f"{key}.{tag}", phrase("publishing.section.no_language_tag"))

    def _code(self, key: str, found: object, table: str) -> str:
        known = authority.known()[table]
        if not isinstance(found, str) or found not in known:
            raise self.error(
                key,
                phrase("publishing.section.use_one", found=_shown(found), known=", ".join(known)),
            )
        return found


def _is_iri(text: str) -> bool:
    try:
        return bool(urlsplit(text).hostname) and NamedNode(text).value.startswith("http")
    except ValueError:
        return False


def _shown(value: object) -> str:
    return f"'{value}'" if value or value == 0 else "empty"
