"""Labels in other languages than that of the document, as they lie beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from plan_graph.errors import DataError
from plan_graph.language.section import check_texts
from plan_graph.phrases import phrase


class Translation(NamedTuple):
    """A label in another language, with the words of the document that it translates."""

    original: str
    label: str


Labels: TypeAlias = Mapping[str, Mapping[str, Translation]]
"""Labels in one language by kind and code of a thing, as in IRIs: `labels['action']['1.1-01']`."""


class TranslationFiles(Mapping[str, Labels]):
    """The labels beside a document by language, read from their files each time one asks.

    Those of a thousand plans, which are known before the first is built, are never held together.
    """

    def __init__(self, folder: Path) -> None:
        """Find the files of a folder, `translations.<language>.json`; all are looked at.

        Raises:
            DataError: If one is faulty.
        """
        files = sorted(folder.glob("translations.*.json"))
        self._files = {file.name.split(".")[1]: file for file in files}
        for language in self:
            self[language]

    def __getitem__(self, language: str) -> Labels:
        """Read the labels in a language.

        Raises:
            DataError: If its file is faulty by now.
        """
        return _labels(self._files[language], language)

    def __iter__(self) -> Iterator[str]:
        """Yield the languages."""
        return iter(self._files)

    def __len__(self) -> int:
        """Return how many languages there are."""
        return len(self._files)

    def __repr__(self) -> str:
        """Tell what the files hold, by digests: what is the same has equal digests."""
        held = {language: file.read_bytes() for language, file in self._files.items()}
        digests = {language: hashlib.sha256(each).hexdigest() for language, each in held.items()}
        return f"TranslationFiles({digests})"


def _labels(file: Path, language: str) -> Labels:
    name = f"{file.parent.name}/{file.name}"
    try:
        labels = json.loads(file.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise DataError(name, phrase("reading.source.no_json", error=error)) from None
    check_texts(name, labels)
    try:
        return {
            kind: {code: _translation(pair, language) for code, pair in pairs.items()}
            for kind, pairs in labels.items()
        }
    except (AttributeError, KeyError, TypeError, ValueError):
        form = f'{{"action": {{"1.1-01": {{"ro": "its words", "{language}": "label"}}, …}}, …}}'
        raise DataError(name, f"expected {form}") from None


def _translation(pair: Mapping[str, str], language: str) -> Translation:
    (original,) = (text for tag, text in pair.items() if tag != language)
    if not isinstance(original, str) or not isinstance(pair[language], str):
        raise TypeError("a label is text")
    return Translation(original, pair[language])
