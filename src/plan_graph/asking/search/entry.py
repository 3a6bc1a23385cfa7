"""What can be found: an entry of the index for each thing, and the order of the kinds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from plan_graph.text import fold

FILE = "search.db"
"""The index in the folder of a build."""
SCHEMA = 4
"""Changes with what an index holds; one of another number is not read."""
KINDS = (
    "plan", "strategy", "body", "question", "pillar", "objective", "action", "code", "result",
    "indicator", "funding", "deadline", "programme", "place", "target-group", "remark", "document",
)  # fmt: skip
"""What an entry may be; what matches equally well comes in this order."""
COLUMNS = (
    "kind", "iri", "owner", "code", "titles", "parts", "names", "plans", "parameters", "weight",
)  # fmt: skip
"""What an index holds of an entry, in the order of `Entry.row`."""
LONGEST_TOKEN = 40
_LONGEST_NAME = 200
_TOKEN = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: letters and digits, folded.

    What bodies and codes are called comes with every action that names them.

    >>> tokens("Acțiunea 1.1-01, în «școli»")
    ('actiunea', '1', '1', '01', 'in', 'scoli')
    """
    return tuple(word[:LONGEST_TOKEN] for word in _TOKEN.findall(fold(text)))


def token_places(text: str) -> list[tuple[int, int, str]]:
    """Return where each word of a text begins and ends, and the word."""
    return [
        (found.start(), found.end(), found[0][:LONGEST_TOKEN])
        for found in _TOKEN.finditer(fold(text))
    ]


@dataclass(frozen=True)
class Words:
    """Some words, in which language, and where they begin in the document if that is known."""

    language: str
    text: str
    place: int = -1


@dataclass(frozen=True)
class Entry:
    """One thing that can be found.

    Attributes:
        kind: One of `KINDS`.
        iri: What it is; of a question its name.
        titles: What it is called, by language; '' for words without one.
        names: What else it is called: its code, its short names.
        parts: What is said of it.
        code: Its code or short name, or ''.
        owner: The IRI of the thing on whose page it is shown, or '' if it has its own.
        plans: The plans that speak of it; none for what belongs to no plan.
        weight: How much of its kind it stands for, such as the actions of a body.
        parameters: Of a question, the names of its parameters.
    """

    kind: str
    iri: str
    titles: Mapping[str, str]
    names: tuple[str, ...] = ()
    parts: tuple[Words, ...] = ()
    code: str = ""
    owner: str = ""
    plans: tuple[str, ...] = ()
    weight: int = 0
    parameters: tuple[str, ...] = ()

    def row(self) -> list[Any]:
        """Return the values of `COLUMNS`."""
        parts = [[words.language, words.text, words.place] for words in self.parts]
        return [
            self.kind,
            self.iri,
            self.owner,
            self.code,
            _json(self.titles),
            _json(parts) if parts else "[]",
            _json_of_names(self.names),
            _json_of_names(self.plans),
            " ".join(self.parameters),
            self.weight,
        ]

    @staticmethod
    def of_row(row: Sequence[Any]) -> Entry:
        """Return the entry that has a row."""
        kind, iri, owner, code, titles, parts, names, plans, parameters, weight = row
        return Entry(
            kind,
            iri,
            json.loads(titles),
            tuple(json.loads(names)),
            tuple(Words(*each) for each in json.loads(parts)),
            code,
            owner,
            tuple(json.loads(plans)),
            weight,
            tuple(parameters.split()),
        )

    def exact_names(self) -> list[str]:
        """Return what it is found by exactly, as tokens; facts are known by their things."""
        if self.owner or self.kind == "document":
            return []
        found = (" ".join(tokens(name)) for name in (*self.names, *self.titles.values()))
        return [name for name in dict.fromkeys(found) if 0 < len(name) <= _LONGEST_NAME]

    def name_tokens(self) -> list[str]:
        """Return the words of its names and its code."""
        return [word for name in dict.fromkeys([*self.names, self.code]) for word in tokens(name)]

    def title_tokens(self) -> list[str]:
        """Return the words of its titles; text of a document has none of its own."""
        titles = {} if self.kind == "document" else self.titles
        return [word for title in dict.fromkeys(titles.values()) for word in tokens(title)]

    def part_tokens(self) -> list[str]:
        """Return the words that are said of it."""
        texts = dict.fromkeys(words.text for words in self.parts)
        return [word for text in texts for word in tokens(text)]


_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


@lru_cache(maxsize=64)
def _json_of_names(names: tuple[str, ...]) -> str:
    """Return names as JSON; those of the plan, and none, come again and again."""
    return _json(names)


def facet_of_kind(kind: str) -> str:
    """Return the word by which an index tells entries of a kind; no text has one like it."""
    return f"${kind}"


def facet_of_plan(number: int) -> str:
    """Return the word by which an index tells what the plan of a number speaks of."""
    return f"$plan{number}"
