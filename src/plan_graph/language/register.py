"""The register of bodies: who they are, how they are called, under whom they stand.

What a register says is background knowledge; what a document says about a body is
kept apart from it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from plan_graph.errors import DataError, UsageError
from plan_graph.language.wording import either
from plan_graph.phrases import phrase
from plan_graph.plan import Period
from plan_graph.resources import folder
from plan_graph.text import Passage, clean, fold

KINDS = ("ministry", "agency", "collective", "group", "working-group", "international", "term")
"""What an entry can be; a 'term' is a name that stands for no body, such as a legal act."""


@dataclass(frozen=True)
class Parent:
    """The body above another, from its first to its last day as far as these are known."""

    code: str
    source: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    def holds(self, first: date, last: date) -> bool:
        """Tell whether it was the parent at some time between two days."""
        begun = self.valid_from is None or self.valid_from <= last
        return begun and (self.valid_until is None or first <= self.valid_until)


@dataclass(frozen=True)
class Entry:
    """One entry; `code` is its short name, or its full name when it has none.

    `parents` are in the order of time; the last is the one of today.
    """

    code: str
    names: Mapping[str, str]
    kind: str
    parents: tuple[Parent, ...] = ()
    aliases: tuple[str, ...] = ()

    def parent(self, period: Period | None = None) -> Parent | None:
        """Give the parent at the time of a plan, the earlier if it changed then.

        Without a time it is the one of today; there is none if none of them held then.
        """
        if period is None or not (period.start or period.end):
            current = self.parents[-1] if self.parents else None
            return current if current and current.valid_until is None else None
        first = period.start or period.end or date.min
        last = period.end or period.start or date.max
        return next((parent for parent in self.parents if parent.holds(first, last)), None)

    @property
    def notation(self) -> str | None:
        """The short name, if there is one."""
        return None if self.code in self.names.values() else self.code

    @property
    def name(self) -> str:
        """Its full name, in the first language that has one."""
        return next(iter(self.names.values()))

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

    def ancestors(self, code: str, period: Period | None = None) -> Iterator[Entry]:
        """Give the parent, its parent and so on at the time of a plan, as far as is known."""
        seen = {code}
        parent = self.entries[code].parent(period) if code in self.entries else None
        while parent and parent.code not in seen and parent.code in self.entries:
            seen.add(parent.code)
            yield self.entries[parent.code]
            parent = self.entries[parent.code].parent(period)

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
    """Load `data/organisations/<identifier>.toml`, or the register in a file, 'my/bodies.toml'.

    Raises:
        UsageError: If there is no such register.
        DataError: If an entry lacks a name, has an unknown kind or an unknown parent.
    """
    shipped = folder("data") / "organisations"
    path = Path(identifier) if identifier.endswith(".toml") else shipped / f"{identifier}.toml"
    if not path.is_file():
        known = ", ".join(sorted(f"'{file.stem}'" for file in shipped.glob("*.toml")))
        raise UsageError(
            phrase(
                "language.register.register_no_such_register", identifier=identifier, known=known
            )
        )
    name = f"{path.parent.name}/{path.name}"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(name, str(error)) from None
    entries = {code: _entry(name, code, item) for code, item in data.get("bodies", {}).items()}
    for entry in entries.values():
        for parent in entry.parents:
            if parent.code not in entries:
                raise DataError(
                    name,
                    phrase(
                        "language.register.body_parent_no_entry", code=entry.code, code2=parent.code
                    ),
                )
    own = data.get("identifier", path.stem)
    return Register(own, data.get("language", ""), MappingProxyType(entries))


def _entry(file: str, code: str, item: dict[str, Any]) -> Entry:
    names = {tag: text for tag, text in item.items() if len(tag) == 2}
    if not names:
        raise DataError(file, phrase("language.register.body_no_name", code=code))
    if item.get("kind") not in KINDS:
        found = item.get("kind", "nothing")
        raise DataError(
            file,
            phrase("language.register.body_kind", code=code, found=found, kinds=", ".join(KINDS)),
        )
    return Entry(
        code, names, item["kind"], _parents(file, code, item), tuple(item.get("aliases", ()))
    )


def _parents(file: str, code: str, item: dict[str, Any]) -> tuple[Parent, ...]:
    """Read `parent = "MAI"`, or several with the days from and until which they held."""
    listed = item.get("parents", [])
    if "parent" in item:
        listed = [*listed, {"parent": item["parent"], "source": item.get("source")}]
    found: list[Parent] = []
    for line in listed:
        days = (line.get("valid_from"), line.get("valid_until"))
        if "parent" not in line or any(day and type(day) is not date for day in days):
            raise DataError(
                file,
                phrase("language.register.body_found_parent", code=code, line=line),
            )
        found.append(Parent(line["parent"], line.get("source"), *days))
    return tuple(sorted(found, key=lambda parent: parent.valid_from or date.min))
