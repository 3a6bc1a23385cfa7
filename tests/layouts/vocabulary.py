"""The invented words of one language, from `words/<language>.toml`."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "words"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@dataclass(frozen=True)
class Vocabulary:
    """Words by their kind, as the file has them."""

    language: str
    data: dict[str, Any]

    @property
    def is_latin(self) -> bool:
        """Whether the letters, without their marks, are in the set of a PDF's own fonts."""
        text = (FOLDER / f"{self.language}.toml").read_text(encoding="utf-8")
        letters = {unicodedata.normalize("NFKD", letter)[0] for letter in text if letter.isalpha()}
        return all(ord(letter) < 256 or letter in "œŒ" for letter in letters)

    def words(self, kind: str, *below: str) -> list[str]:
        """Return the words of a kind, such as `words('headings', 'action')`."""
        found: Any = self.data[kind]
        for key in below:
            found = found[key]
        return list(found)

    def word(self, kind: str, *below: str) -> str:
        """Return the one word of a kind."""
        found: Any = self.data[kind]
        for key in below:
            found = found[key]
        return str(found)


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language."""
    data = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return Vocabulary(language, data)
