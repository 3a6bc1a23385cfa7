"""Every text of the surface: a folder a language, a file a part of the house.

`phrase("web.busy", "ro")` is the text `busy` of `ro/web.toml`; where a language has none, English
speaks. Only the files that are needed are read. What was said can be said again in another
language, so that a page tells a fault in the language of its reader, wherever it was found.
More languages are found in the folder that PLAN_GRAPH_PHRASES names, without any code.
"""

from __future__ import annotations

from plan_graph.errors import PlanGraphError, QueryError
from plan_graph.phrases.files import (
    ENGLISH,
    ENVIRONMENT,
    folders,
    has_own,
    languages,
    lines,
    table,
    texts,
)
from plan_graph.phrases.plural import Figure, category

TYPE_CHECKING = False  # Not from typing, which would take a tenth of the time of an answer.
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

__all__ = [
    "ENGLISH",
    "ENVIRONMENT",
    "Phrase",
    "folders",
    "in_every_language",
    "joined",
    "languages",
    "lines",
    "packed",
    "phrase",
    "said",
    "table",
    "texts",
    "told",
    "unpacked",
]


class Phrase(str):
    """A text that can be said again in another language, by its key and what is put into it."""

    key: str
    parts: Mapping[str, object]

    def __new__(cls, text: str, key: str = "", parts: Mapping[str, object] | None = None) -> Phrase:
        """Make the text; without a key it is the same in every language."""
        made = super().__new__(cls, text)
        made.key = key
        made.parts = parts or {}
        return made


def phrase(key: str, language: str = ENGLISH, /, **parts: object) -> Phrase:
    """Return a text of the surface, in English if the language has none.

    Args:
        key: The part of the house, and the name of the text in it, such as 'pages.site.name'.
        language: The language that is wanted.
        parts: What is put into the text; a phrase among them is said in the same language. A text
            with forms takes the one that goes with the part `number`.

    Raises:
        KeyError: If there is no such text; a test holds code and files equal.
        DataError: If a file of a language is faulty.

    >>> phrase("pages.deadline.by", day="1 June"), phrase("pages.deadline.by", "ro", day="1 iunie")
    ('by 1 June', 'până la 1 iunie')
    """
    parts = {name: _plain(part) for name, part in parts.items()}
    text = texts(key, language)
    if isinstance(text, dict):
        form = category(parts["number"], table("common.plural", language))
        text = text.get(form, text["other"])
    if not isinstance(text, str):
        raise KeyError(key)
    if "{" in text or "}" in text:
        text = text.format_map({name: _put(part, language) for name, part in parts.items()})
    return Phrase(text, key, parts)


def said(text: str, language: str) -> str:
    """Return a text again in another language, if it is a phrase; else as it is.

    >>> said(phrase("answers.yes"), "ro"), said("ja", "ro")
    ('da', 'ja')
    """
    if isinstance(text, Phrase) and text.key:
        return phrase(text.key, language, **text.parts)
    return text


def told(error: PlanGraphError) -> str:
    """Return what an error says, as a phrase if it was made of one."""
    if isinstance(error, QueryError):
        return phrase("common.about_query", query=error.query, problem=error.problem)
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def packed(text: str) -> object:
    """Return a text as JSON can carry it to another process, where it can be said again."""
    if isinstance(text, Phrase) and text.key:
        parts = {
            name: packed(part) if isinstance(part, str) else part
            for name, part in text.parts.items()
        }
        return {"key": text.key, "parts": parts}
    return str(text)


def unpacked(carried: Any) -> Any:
    """Return the text that was packed.

    >>> said(unpacked(packed(phrase("answers.yes"))), "ro")
    'da'
    """
    if isinstance(carried, dict):
        parts = {name: unpacked(part) for name, part in carried["parts"].items()}
        return phrase(carried["key"], **parts)
    return carried


def _plain(part: object) -> object:
    """Return a part that any process can have: a text or a number."""
    return part if isinstance(part, str | int | float) else str(part)


def _put(part: object, language: str) -> object:
    if isinstance(part, Phrase):
        return said(part, language)
    if isinstance(part, int) and language != ENGLISH:
        return Figure(part, str(texts("common.thousands", language)))
    return part


def joined(
    parts: Iterable[str],
    language: str = ENGLISH,
    link: str = "common.and",
    between: str = "common.comma",
) -> str:
    """Return a list as a sentence has it.

    Args:
        parts: What is listed.
        language: The language of the sentence.
        link: The key of what stands before the last, 'common.and' or 'common.or'.
        between: The key of what stands between the others.

    >>> joined(["a", "b", "c"]), joined(["a", "b"], "ro", "common.or"), joined([])
    ('a, b and c', 'a sau b', '')
    """
    found, *others = list(parts) or [""]
    for number, part in enumerate(others, start=1):
        key = link if number == len(others) else between
        found = phrase(key, language, first=found, last=part)
    return found


def in_every_language(key: str, **parts: object) -> dict[str, str]:
    """Return a text in each language that has it, by its tag.

    >>> in_every_language("answers.yes")["ro"]
    'da'
    """
    return {tag: phrase(key, tag, **parts) for tag in languages() if has_own(key, tag)}
