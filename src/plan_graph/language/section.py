"""Settings in a TOML file, read key by key; a fault names the file and the key.

A key that nobody asked for is refused, as most are typing errors.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from plan_graph.errors import DataError
from plan_graph.phrases import phrase
from plan_graph.text import printable

Texts = Mapping[str, str]
"""Words by language tag."""

_T = TypeVar("_T")
_LONGEST_SHOWN = 60
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def open_settings(file: Path, name: str) -> Section:
    """Open a TOML file; the name is what messages call it.

    Raises:
        DataError: If it cannot be read or is no TOML.
    """
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(str(file), phrase("language.section.no_such_file")) from None
    except OSError as error:
        raise DataError(
            str(file), phrase("language.section.cannot_read", strerror=error.strerror)
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(name, phrase("language.section.no_toml", error=error)) from None
    check_texts(name, values)
    return Section(name, values)


def check_texts(name: str, values: object) -> None:
    """Refuse what a file of settings holds if a text of it, or a key, has a control character.

    Escapes can write one, and neither XML nor a terminal can show it.

    Raises:
        DataError: If there is one.
    """
    queue = [values]
    for value in queue:
        if isinstance(value, Mapping):
            queue += [*value.keys(), *value.values()]
        elif isinstance(value, list):
            queue += value
        elif isinstance(value, str) and printable(value) != value:
            shown = repr(value if len(value) < _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…")
            raise DataError(name, phrase("language.section.control_character", text=shown))


class Section:
    """One section of a file; each method reads a key and checks what stands there.

    Raises:
        DataError: By all of them, if the key is missing or of another form.
    """

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
        """Return the error for a key."""
        return DataError(self._file, f"'{self._path}{key}' {problem}")

    def section(self, key: str) -> Section:
        """Open a section within this one; it must be there."""
        return Section(self._file, self.table(key), f"{self._path}{key}.")

    def sections(self, key: str) -> list[Section]:
        """Open the sections of a list, which are numbered from 1 in messages."""
        found = self._list(key, "{ … }")
        for number, item in enumerate(found, start=1):
            if not isinstance(item, dict):
                raise self.error(
                    f"{key} {number}", phrase("language.section.write_table", item=shown(item))
                )
        return [
            Section(self._file, item, f"{self._path}{key} {number}.")
            for number, item in enumerate(found, start=1)
        ]

    def table(self, key: str) -> Mapping[str, Any]:
        """Read a table as it is."""
        found = self.value(key, f"[{self._path}{key}]")
        if not isinstance(found, dict):
            raise self.error(
                key,
                phrase(
                    "language.section.write_table_5", found=shown(found), path=self._path, key=key
                ),
            )
        return found

    def texts(self, key: str) -> Texts:
        """Read words by language; at least one language must be there."""
        found = self.by_language(key, '{ en = "…", ro = "…" }')
        for tag, text in found.items():
            if not isinstance(text, str) or not text.strip():
                raise self.error(
                    f"{key}.{tag}",
                    phrase("language.section.write_some_words_quotes", text=shown(text)),
                )
        return {tag: text.strip() for tag, text in sorted(found.items())}

    def by_language(self, key: str, example: str) -> Mapping[str, Any]:
        """Read anything by language."""
        found = self.value(key, f"{key} = {example}")
        if not isinstance(found, dict) or not found:
            raise self.error(
                key, phrase("language.section.write", found=shown(found), key=key, example=example)
            )
        for tag in found:
            if not _TAG.fullmatch(tag):
                raise self.error(f"{key}.{tag}", phrase("language.section.no_language_tag"))
        return found

    def date(self, key: str) -> date:
        """Read a date."""
        found = self.value(key, f"{key} = 2026-11-25")
        if not isinstance(found, date) or isinstance(found, datetime):
            raise self.error(
                key, phrase("language.section.write_date_without_quotes", found=shown(found))
            )
        return found

    def text(self, key: str, example: str = "…") -> str:
        """Read a few words."""
        found = self.value(key, f'{key} = "{example}"')
        if not isinstance(found, str) or not found.strip():
            raise self.error(
                key, phrase("language.section.write_some_words_quotes", text=shown(found))
            )
        return found.strip()

    def list_of_texts(self, key: str) -> tuple[str, ...]:
        """Read a list of words, which may be empty."""
        found = self._list(key, '"…"')
        for item in found:
            if not isinstance(item, str) or not item.strip():
                raise self.error(key, phrase("language.section.write_list_words", item=shown(item)))
        return tuple(found)

    def iri(self, key: str) -> str:
        """Read an http or https address."""
        return self._iri(key, self.value(key, f'{key} = "https://…"'))

    def iris(self, key: str) -> tuple[str, ...]:
        """Read a list of addresses, which may be empty."""
        return tuple(self._iri(key, found) for found in self._list(key, '"https://…"'))

    def choice(self, key: str, known: Collection[str]) -> str:
        """Read one of some words."""
        return self.chosen(
            key, self.value(key, phrase("language.section.one_of", known=", ".join(known))), known
        )

    def chosen(self, key: str, found: object, known: Collection[str]) -> str:
        """Check that a value of a key is one of some words."""
        if not isinstance(found, str) or found not in known:
            raise self.error(
                key, phrase("language.section.use_one", found=shown(found), known=", ".join(known))
            )
        return found

    def optional(self, key: str, read: Callable[[str], _T]) -> _T | None:
        """Read a key that may be missing."""
        return read(key) if key in self else None

    def done(self) -> None:
        """Refuse keys that nobody asked for."""
        for key in self._values:
            if key not in self._asked:
                raise self.error(
                    key, phrase("language.section.no_setting_here", asked=", ".join(self._asked))
                )

    def value(self, key: str, example: str) -> Any:
        """Read anything that must be there."""
        if key not in self:
            raise self.error(key, phrase("language.section.missing_write", example=example))
        return self._values[key]

    def _list(self, key: str, example: str) -> list[Any]:
        found = self.value(key, f"{key} = [{example}]")
        if not isinstance(found, list):
            raise self.error(
                key, phrase("language.section.write_list", found=shown(found), example=example)
            )
        return found

    def _iri(self, key: str, found: object) -> str:
        if not isinstance(found, str) or not _is_iri(found):
            raise self.error(
                key, phrase("language.section.write_address_with_http_or", found=shown(found))
            )
        return found


def shown(value: object) -> str:
    """Show a value that was found, in quotes."""
    return f"'{value}'" if value or value == 0 else "empty"


def _is_iri(text: str) -> bool:
    try:
        return bool(_IRI.fullmatch(text) and urlsplit(text).hostname)
    except ValueError:
        return False
