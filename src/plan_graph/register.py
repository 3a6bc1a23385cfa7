"""The register of bodies: who they are, how they are called, under whom they stand.

What a register says is background knowledge; what a document says about a body is
kept apart from it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

from plan_graph.errors import DataError, UsageError
from plan_graph.resources import folder
from plan_graph.text import Passage, clean, fold
from plan_graph.wording import either

KINDS = ("ministry", "agency", "collective", "group", "working-group", "international", "term")
"""What an entry can be; a 'term' is a name that stands for no body, such as a legal act."""


@dataclass(frozen=True)
class Entry:
    """One entry; `code` is its short name, or its full name when it has none."""

    code: str
    names: Mapping[str, str]
    kind: str
    parent: str | None = None
    source: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def notation(self) -> str | None:
        """The short name, if there is one."""
        return None if self.code in self.names.values() else self.code

    @property
    def is_body(self) -> bool:
        """Whether the entry can act; a term cannot."""
        return self.kind != "term"


@dataclass(frozen=True)
class Register:
    """The entries of one register, by their code."""

    identifier: str
    language: str = ""
    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))

    def find(self, words: str) -> Entry | None:
        """Give the entry that words name as a whole, by short name, name or alias.

        Short names tell large from small letters ('ME' is a ministry, 'me' is not);
        names do not.
        """
        text = clean(words)
        code = self._by_name.get(text) or self._by_folded_name.get(fold(text))
        return self.entries[code] if code else None

    def mentions(self, passage: Passage) -> list[tuple[Entry, Passage]]:
        """Give the bodies that a text names, in order; of overlapping names the longest.

        >>> ro = load("ro")
        >>> [entry.code for entry, _ in ro.mentions(Passage(0, "ONG și Inspecția Muncii"))]
        ['ONG', 'IM']
        """
        return list(self._scan(passage))

    def ancestors(self, code: str) -> Iterator[Entry]:
        """Give the parent, its parent and so on, as far as the register knows."""
        seen = {code}
        parent = self.entries[code].parent if code in self.entries else None
        while parent and parent not in seen and parent in self.entries:
            seen.add(parent)
            yield self.entries[parent]
            parent = self.entries[parent].parent

    def _scan(self, passage: Passage) -> Iterator[tuple[Entry, Passage]]:
        offset, folded = 0, passage.folded
        while True:
            exact = self._short_names.search(passage.text, offset)
            named = self._long_names.search(folded, offset)
            hits = [match for match in (exact, named) if match]
            if not hits:
                return
            match = min(hits, key=lambda hit: (hit.start(), -hit.end()))
            words = passage.slice(match.start(), match.end())
            entry = self.find(words.text)
            if entry is not None and entry.is_body:
                yield entry, words
            offset = match.end()

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {name: entry.code for entry in self.entries.values() for name in _names(entry)}

    @cached_property
    def _by_folded_name(self) -> dict[str, str]:
        return {fold(name): code for name, code in self._by_name.items() if not _is_short(name)}

    @cached_property
    def _short_names(self) -> re.Pattern[str]:
        names = sorted(filter(_is_short, self._by_name), key=lambda name: (-len(name), name))
        either_name = "|".join(map(re.escape, names)) or "(?!)"  # an empty register names none
        return re.compile(rf"(?<!\w)(?:{either_name})(?!\w)")

    @cached_property
    def _long_names(self) -> re.Pattern[str]:
        return re.compile(r"(?<!\w)" + either(self._by_folded_name))


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.code, *entry.names.values(), *entry.aliases)


def _is_short(name: str) -> bool:
    return " " not in name


EMPTY = Register("none")
"""The register that knows no body."""


def of_language(language: str) -> Register:
    """Give the register of a language, or the empty one if it has none."""
    shipped = folder("data") / "organisations" / f"{language}.toml"
    return load(language) if shipped.is_file() else EMPTY


@lru_cache(maxsize=16)
def load(identifier: str) -> Register:
    """Load a register from `data/organisations/<identifier>.toml`.

    Raises:
        UsageError: If there is no such register.
        DataError: If an entry lacks a name, has an unknown kind or an unknown parent.
    """
    path = folder("data") / "organisations" / f"{identifier}.toml"
    if not path.is_file():
        known = ", ".join(sorted(f"'{file.stem}'" for file in path.parent.glob("*.toml")))
        raise UsageError(f"register '{identifier}': there is no such register; choose {known}")
    name = f"organisations/{identifier}.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(name, str(error)) from None
    entries = {code: _entry(name, code, item) for code, item in data.get("bodies", {}).items()}
    for entry in entries.values():
        if entry.parent and entry.parent not in entries:
            raise DataError(name, f"body '{entry.code}': its parent '{entry.parent}' has no entry")
    return Register(identifier, data.get("language", ""), MappingProxyType(entries))


def _entry(file: str, code: str, item: dict[str, Any]) -> Entry:
    names = {tag: text for tag, text in item.items() if len(tag) == 2}
    if not names:
        raise DataError(file, f"body '{code}' has no name; write for instance en = \"…\"")
    if item.get("kind") not in KINDS:
        found = item.get("kind", "nothing")
        raise DataError(file, f"body '{code}': kind is '{found}'; choose one of {', '.join(KINDS)}")
    aliases = tuple(item.get("aliases", ()))
    return Entry(code, names, item["kind"], item.get("parent"), item.get("source"), aliases)
