"""The files of the languages: which there are, and what stands in them under a key."""

from __future__ import annotations

import os
from functools import lru_cache

from plan_graph.phrases.plural import is_forms

TYPE_CHECKING = False  # Not from typing, which would take a tenth of the time of an answer.
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

ENGLISH = "en"
"""The language in which every text is written."""
ENVIRONMENT = "PLAN_GRAPH_PHRASES"
"""The environment variable that names a folder with more languages, as `hu/pages.toml`."""
_SHIPPED = os.path.dirname(os.path.abspath(__file__))


def texts(key: str, language: str = ENGLISH) -> Any:
    """Return what stands under a key: a text, a list of texts, or a table of them by name.

    Raises:
        KeyError: If there is nothing.
        DataError: If a file of a language is faulty.
    """
    return _texts(folders(), key, language)


def lines(key: str, language: str = ENGLISH) -> Sequence[str]:
    """Return a list of texts, such as the names of the months."""
    found: Sequence[str] = texts(key, language)
    return found


def table(key: str, language: str = ENGLISH) -> Mapping[str, str]:
    """Return texts by name, such as the headings of a sheet."""
    found: Mapping[str, str] = texts(key, language)
    return found


def folders() -> tuple[str, ...]:
    """Return where the languages are: those that come along, then those of the environment."""
    further = os.environ.get(ENVIRONMENT)
    return (_SHIPPED, further) if further else (_SHIPPED,)


def languages() -> tuple[str, ...]:
    """Return the tags of the languages of the surface, English first, the others sorted."""
    return _languages(folders())


@lru_cache(maxsize=8)
def _languages(where: tuple[str, ...]) -> tuple[str, ...]:
    tags = {
        tag
        for folder in where
        if os.path.isdir(folder)
        for tag in os.listdir(folder)
        if tag.isalpha() and os.path.isdir(os.path.join(folder, tag))
    }
    return (ENGLISH, *sorted(tags - {ENGLISH}))


@lru_cache(maxsize=8192)
def _texts(where: tuple[str, ...], key: str, language: str) -> Any:
    face, *names = key.split(".")
    found = _find(_face(where, face, language), names)
    if found is None:
        raise KeyError(key)
    return found


def _find(texts: Any, names: Sequence[str]) -> Any:
    for name in names:
        texts = texts.get(name) if isinstance(texts, dict) else None
    return texts


@lru_cache(maxsize=256)
def _face(where: tuple[str, ...], face: str, language: str) -> Mapping[str, Any]:
    """Return the texts of a part of the house: English ones, and over them those of a language."""
    english = _own(where, face, ENGLISH)
    return english if language == ENGLISH else _over(english, _own(where, face, language))


@lru_cache(maxsize=256)
def _own(where: tuple[str, ...], face: str, language: str) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for folder in where if language in _languages(where) else ():
        file = os.path.join(folder, language, f"{face}.toml")
        if os.path.isfile(file):
            own = _read(file)
            if folder != _SHIPPED:
                from plan_graph.phrases.translation import check  # noqa: PLC0415 - foreign ones

                check(own, _own((_SHIPPED,), face, ENGLISH), file)
            found = _over(found, own)
    return found


def _read(file: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - most answers need no text at all

    try:
        with open(file, "rb") as opened:
            return tomllib.load(opened)
    except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError) as error:
        from plan_graph.errors import DataError  # noqa: PLC0415 - likewise

        raise DataError(file, f"cannot be read as TOML: {error}; correct the file") from None


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return two tables as one; where both have a text, or its forms, those above are taken."""
    found = dict(below)
    for name, value in above.items():
        known = found.get(name)
        both = isinstance(value, dict) and isinstance(known, dict) and not is_forms(value)
        found[name] = _over(known or {}, value) if both else value
    return found


def has_own(key: str, language: str) -> bool:
    """Tell whether a language has a text itself, so that English need not speak for it."""
    face, *names = key.split(".")
    return _find(_own(folders(), face, language), names) is not None
