"""The register of bodies: who they are, how they are called, under whom they stand.

What a register says is background knowledge; what a document says about a body is
kept apart from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from plan_graph.errors import UsageError
from plan_graph.language.patterns import either
from plan_graph.language.register_entry import KINDS, Act, Entry, Parent
from plan_graph.language.section import Section, open_settings
from plan_graph.phrases import phrase
from plan_graph.plan import Period
from plan_graph.resources import folder
from plan_graph.text import Passage, clean, fold


@dataclass(frozen=True)
class Register:
    """The entries of one register, by their code."""

    identifier: str
    language: str = ""
    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))

    def find(self, words: str) -> Entry | None:
        """Return the entry that words name as a whole, by short name, name or alias.

        Short names tell large from small letters ('ME' is a ministry, 'me' is not);
        names do not.
        """
        text = clean(words)
        code = self._by_name.get(text) or self._by_folded_name.get(fold(text))
        return self.entries[code] if code else None

    def mentions(self, passage: Passage) -> list[tuple[Entry, Passage]]:
        """Return the bodies that a text names, in order; of overlapping names the longest.

        >>> ro = load("ro")
        >>> [entry.code for entry, _ in ro.mentions(Passage(0, "ONG și Inspecția Muncii"))]
        ['ONG', 'IM']
        """
        return list(self._scan(passage))

    def ancestors(self, code: str, period: Period | None = None) -> Iterator[Entry]:
        """Yield the parent, its parent and so on at the time of a plan, as far as is known."""
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
    """Return the register of a language, or the empty one if it has none."""
    shipped = folder("data") / "organisations" / f"{language}.toml"
    return load(language) if shipped.is_file() else EMPTY


def load(identifier: str, plan: str | None = None) -> Register:
    """Load `data/organisations/<identifier>.toml`, or the register in a file, 'my/bodies.toml'.

    Args:
        identifier: The name of a shipped register, or the path of a file that ends in '.toml'.
        plan: The plan that names the register. A file without an identifier is this plan's own,
            so that bodies of equal names in the registers of two plans stay two.

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
    return _read(path, plan, path.stat().st_mtime_ns, path.stat().st_size)


@lru_cache(maxsize=16)
def _read(path: Path, plan: str | None, _changed: int, _size: int) -> Register:
    """Read a file, again if it was changed."""
    name = f"{path.parent.name}/{path.name}"
    given = open_settings(path, name)
    acts = _acts(given.section("acts")) if "acts" in given else {}
    entries = {}
    if "bodies" in given:
        bodies = given.section("bodies")
        entries = {code: _entry(bodies.section(code), code, acts) for code in bodies}
        for entry in entries.values():
            above = [(parent.code, "stands_under_no_entry") for parent in entry.parents]
            after = [(entry.successor, "successor_is_no_entry")] if entry.successor else []
            for other, fault in (*above, *after):
                if other not in entries:
                    problem = phrase(f"language.register.{fault}", code=other)
                    raise bodies.error(entry.code, problem)
    own = given.text("identifier", "ro") if "identifier" in given or not plan else plan
    language = given.optional("language", given.text) or ""
    given.done()
    return Register(own, language, MappingProxyType(entries))


def _acts(given: Section) -> dict[str, Act]:
    found = {code: read_act(given.section(code), code) for code in given}
    given.done()
    return found


def read_act(given: Section, code: str) -> Act:
    """Read a legal act: its titles by language, its number and its day."""
    titles = {tag: given.text(tag) for tag in given if len(tag) == 2}
    if not titles:
        raise given.error("en", phrase("language.register.missing_so_any_other_name"))
    act = Act(code, titles, given.text("number", "12/2021"), given.date("date"))
    given.done()
    return act


def _entry(given: Section, code: str, acts: Mapping[str, Act]) -> Entry:
    names = {tag: given.text(tag) for tag in given if len(tag) == 2}
    if not names:
        raise given.error("en", phrase("language.register.missing_so_any_other_name"))
    entry = Entry(
        code,
        names,
        given.choice("kind", KINDS),
        _parents(given, acts),
        given.optional("aliases", given.list_of_texts) or (),
        _period(given),
        given.optional("successor", given.text),
    )
    given.done()
    return entry


def _period(given: Section) -> Period | None:
    first, last = given.optional("from", given.date), given.optional("until", given.date)
    return Period(first, last) if first or last else None


def _parents(given: Section, acts: Mapping[str, Act]) -> tuple[Parent, ...]:
    """Read `parent = "MAI"`, or several with the days from and until which they held."""
    listed = given.sections("parents") if "parents" in given else []
    found = [_parent(each, acts) for each in listed]
    if "parent" in given:
        found.append(_parent(given, acts))
    for each in listed:
        each.done()
    given.optional("source", given.text)
    return tuple(sorted(found, key=lambda parent: parent.valid_from or date.min))


def _parent(given: Section, acts: Mapping[str, Act]) -> Parent:
    act = given.optional("act", lambda key: given.choice(key, acts))
    return Parent(
        given.text("parent", "MAI"),
        given.optional("source", given.text),
        given.optional("valid_from", given.date),
        given.optional("valid_until", given.date),
        acts[act] if act else None,
    )
