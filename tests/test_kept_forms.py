"""What is kept between documents in one process, so that it is not found out twice."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from plan_graph.building.pipeline import convert
from plan_graph.language import wording
from plan_graph.language.columns import announced
from plan_graph.language.headings import HeadingReader, Level
from plan_graph.plan import ColumnDecision, SettingsFile
from plan_graph.publishing.dumps import n_triples
from plan_graph.reading.source import open_source
from plan_graph.text import Passage

_ENGLISH = """# Harbour action plan 2027

## Objective 1: Safe piers

| Action | Responsible | Deadline | Indicators |
|---|---|---|---|
| Mend the pier | Office of Piers | 30 June 2027 | 3 piers |
| Light the quay | Office of Lamps; Office of Piers | 31 May 2027 | 40 lamps |
"""
_ROMANIAN = """# Plan de acțiune pentru port 2027

## Obiectiv 1: Cheiuri sigure

| Acțiune | Responsabil | Termen | Indicatori |
|---|---|---|---|
| Repararea cheiului | Oficiul Cheiurilor | 30 iunie 2027 | 3 cheiuri |
| Iluminarea cheiului | Oficiul Lămpilor; Oficiul Cheiurilor | 31 mai 2027 | 40 de lămpi |
"""
_PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_kept_forms import digest
print(digest(Path(sys.argv[2])))
"""


def digest(document: Path) -> str:
    """Return the digest of all that is stated, follows and was found of a plan."""
    built = convert(open_source(document))
    parts = (built.asserted, built.inferred, built.report.triples())
    return sha256(b"".join(map(n_triples, parts))).hexdigest()


def _alone(document: Path) -> str:
    """Return the digest that a process of its own finds."""
    command = [sys.executable, "-c", _PROGRAM, str(Path(__file__).parent), str(document)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_plans_of_two_languages_in_one_process_are_as_each_alone(tmp_path: Path) -> None:
    documents = [tmp_path / "harbour.md", tmp_path / "port.md"]
    for document, text in zip(documents, (_ENGLISH, _ROMANIAN), strict=True):
        document.write_text(text, encoding="utf-8")

    together = [digest(document) for document in (*documents, *documents)]

    alone = [_alone(document) for document in documents]
    assert together == [*alone, *alone]


def test_a_heading_is_kept_for_its_language_alone() -> None:
    words = Passage(7, "Objective 2: Safe piers")
    english, romanian = (HeadingReader(wording.load(tag)) for tag in ("en", "ro"))

    first, other, again = (each.read(words) for each in (english, romanian, english))

    assert other is None
    assert first is not None
    assert (first.level, first.title) == (Level.SPECIFIC, Passage(20, "Safe piers"))
    assert again == first


def test_a_heading_is_kept_with_its_place() -> None:
    reader = HeadingReader(wording.load("en"))

    found = [reader.read(Passage(start, "Objective 2: Safe piers")) for start in (0, 50)]

    assert [each.stated_in.start for each in found if each] == [0, 50]


def test_what_a_person_said_of_columns_is_of_one_document() -> None:
    plain = wording.load("en")
    told = plain.with_columns([ColumnDecision("Pier", ("action",), SettingsFile("plan.toml", ""))])

    kinds = [announced(words, "Pier").kinds for words in (told, plain, told)]

    assert kinds == [("action",), (), ("action",)]
