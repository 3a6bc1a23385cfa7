"""The index of a static site: small files, of which the browser loads what a search needs.

`about.json` has what words mean; a file of words for each beginning of two letters has where they
stand; the entries lie in blocks in their order; a file for each first letter has all words, for one
that is mistyped. `static/search.js` ranks them as `asking/search/index.py` does.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from plan_graph.asking.search.asked import languages
from plan_graph.asking.search.days import months
from plan_graph.asking.search.entry import Entry
from plan_graph.asking.search.meaning import lexicon
from plan_graph.asking.search.nearness import is_forgiven
from plan_graph.pages.search import href
from plan_graph.pages.site import Visit

FOLDER = "search"
_BLOCK = 20
File = tuple[str, bytes]


def files(visit: Visit) -> Iterator[File]:
    """Yield the files of the index, the same for the pages of all languages."""
    index = visit.site.index
    if index is None:
        return
    entries = list(index.entries())
    words = list(_words(entries))
    yield _json("about", _about(index.plan_titles(""), entries, [name for name, _ in words]))
    for start in range(0, len(entries), _BLOCK):
        block = [_shown(visit, entry) for entry in entries[start : start + _BLOCK]]
        yield _json(f"entries-{start // _BLOCK}", block)
    yield from words


def _about(plans: dict[str, str], entries: Sequence[Entry], names: Sequence[str]) -> object:
    """Return what a browser needs to know first, with the files that there are to ask for."""
    ends = [name.removeprefix(f"{FOLDER}/").removesuffix(".json") for name in names]
    known = lexicon()
    alike = {" ".join(key): list(map(" ".join, same)) for key, same in known.alike.items()}
    return {
        "small": sorted(known.small | known.asking),
        "alike": alike,
        "months": sorted(months(languages())),
        "block": _BLOCK,
        "codes": [at for at, entry in enumerate(entries) if entry.kind == "code"],
        "beginnings": [end.removeprefix("words-") for end in ends if end.startswith("words-")],
        "letters": [end.removeprefix("letter-") for end in ends if end.startswith("letter-")],
        "several": len(plans) > 1,
    }


def _shown(visit: Visit, entry: Entry) -> object:
    place = entry.parts[0].place if entry.parts else -1
    # As seen from the page of the search, which lies in the folder of its language.
    address = href(visit, entry.kind, entry.iri, entry.owner, place)
    address = address.removeprefix(f"{visit.root}{visit.language}/")
    parts = [[words.language, words.text] for words in entry.parts]
    plan = entry.plans[0] if len(entry.plans) == 1 and entry.kind != "plan" else ""
    return [entry.kind, entry.code, address, entry.titles, parts, plan.rpartition("/")[2]]


def _words(entries: Sequence[Entry]) -> Iterator[File]:
    """Yield where words stand: in names and titles, and elsewhere; and which names there are."""
    # A short name may be a word that says nothing elsewhere.
    small = lexicon().small - {name for entry in entries for name in entry.exact_names()}
    places: dict[str, dict[str, list[list[int]]]] = {}
    names: dict[str, dict[str, list[int]]] = {}
    used: Counter[str] = Counter()
    for at, entry in enumerate(entries):
        for name in entry.exact_names():
            names.setdefault(_beginning(name), {}).setdefault(name, []).append(at)
        titled = {*entry.name_tokens(), *entry.title_tokens()} - small
        said = set(entry.part_tokens()) - small
        used.update(titled | said)
        for column, found in enumerate((titled, said - titled)):
            for word in found:
                lists = places.setdefault(_beginning(word), {}).setdefault(word, [[], []])
                lists[column].append(at)
    for key in sorted(places.keys() | names.keys()):
        listed = sorted(places.get(key, {}).items())
        words = {word: list(map(_deltas, lists)) for word, lists in listed}
        yield _json(f"words-{key}", {"words": words, "names": names.get(key, {})})
    letters: dict[str, list[str]] = {}
    for word, _ in sorted(used.items(), key=lambda item: (-item[1], item[0])):
        if is_forgiven(word):
            letters.setdefault(f"{ord(word[0]):x}", []).append(word)
    for letter, words_of_letter in sorted(letters.items()):
        yield _json(f"letter-{letter}", words_of_letter)


def _beginning(word: str) -> str:
    """Return the name of the file of a word.

    >>> _beginning("plan")
    '70-6c'
    """
    return "-".join(f"{ord(letter):x}" for letter in word[:2])


def _deltas(numbers: Iterable[int]) -> list[int]:
    """Return by how much each number is larger than the one before, which is shorter to write."""
    found, last = [], 0
    for number in numbers:
        found.append(number - last)
        last = number
    return found


def _json(name: str, value: object) -> File:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{FOLDER}/{name}.json", text.encode()
