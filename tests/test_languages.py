"""Each official language of the EU is recognised, and its columns are known."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from plan_graph.building.pipeline import read_plan
from plan_graph.documents import read
from plan_graph.errors import DocumentError
from plan_graph.language import wording
from plan_graph.language.columns import announced
from plan_graph.language.recognition import Languages
from plan_graph.language.tables import COLUMNS
from plan_graph.reading.source import open_source

CASES = Path(__file__).parent / "cases" / "languages"
OFFICIAL = tuple(
    "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()  # noqa: SIM905
)
ALL = Languages.all()


def plan(language: str) -> list[tuple[str, str, str]]:
    """Return the kind, heading and cell of each column of a small plan, written by hand."""
    lines = (CASES / f"{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(kind, heading, cell) for kind, heading, cell in (line.split("\t") for line in lines)]


def written(language: str, file: Path) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([[heading for _, heading, _ in plan(language)],
                                   [cell for _, _, cell in plan(language)]])  # fmt: skip
    return file


def test_there_is_a_wording_for_every_official_language_of_the_union() -> None:
    assert tuple(wording.languages()) == OFFICIAL
    assert {path.stem for path in CASES.glob("*.tsv")} == set(OFFICIAL)
    assert {kind for kind, _, _ in plan("de")} == set(COLUMNS)


@pytest.mark.parametrize("language", OFFICIAL)
def test_a_plan_is_recognised_as_of_its_language(tmp_path: Path, language: str) -> None:
    document = read(written(language, tmp_path / "plan.csv"), ALL)

    found = ALL.recognise(document.text)

    assert (found.tag, found.problem) == (language, "")
    assert found.margin > 0.2


@pytest.mark.parametrize("language", OFFICIAL)
def test_a_language_is_told_by_headings_alone(language: str) -> None:
    headings = [heading for kind, heading, _ in plan(language) if kind in ("action", "deadline",
                "responsible", "indicators", "description", "funding")]  # fmt: skip

    assert ALL.recognise("\t".join(headings)).tag == language


@pytest.mark.parametrize("language", OFFICIAL)
def test_a_language_is_told_by_a_few_sentences_alone(language: str) -> None:
    cells = [cell for kind, _, cell in plan(language) if kind in ("action", "description", "risks",
             "results", "notes", "deadline")]  # fmt: skip

    assert ALL.recognise(". ".join(cells)).tag == language


@pytest.mark.parametrize("language", OFFICIAL)
def test_every_column_of_a_plan_is_known(language: str) -> None:
    known = wording.load(language)

    found = {heading: announced(known, heading).kinds for _, heading, _ in plan(language)}

    assert found == {heading: (kind,) for kind, heading, _ in plan(language)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tiltak;Ansvarlig;Frist\nVi skal bygge en bro som ikke stenger veien", "Norwegian"),
        ("Міст збудують для людей, які живуть на березі, та для дітей", "Ukrainian"),
        ("Köprü ahşap olacak ve bu kıyıda yaşayan insanlar için yapılacak", "Turkish"),
        ("La passarel·la serà per a la gent que viu amb els infants en aquest poble", "Catalan"),
        ("Мост за луѓето кои живеат на брегот, преку кој ќе одат во училиште", "Macedonian"),
    ],
)  # fmt: skip
def test_a_language_without_a_wording_is_named(text: str, name: str) -> None:
    found = ALL.recognise(text)

    assert found.wording is None
    assert found.problem == f"it looks like {name}, and there is no wording for {name}"


@pytest.mark.parametrize("text", ["", "12 34 56", "Kwik,Kwek,Kwak\nabc,xyz,12\n", "𓀀 𓀁"])
def test_where_nothing_tells_the_language_it_is_not_guessed(text: str) -> None:
    found = ALL.recognise(text)

    assert (found.wording, found.problem) == (None, "its language was not found")


def test_the_language_that_a_document_states_is_a_hint_and_no_proof() -> None:
    near = "Mesto, rieka, cesta: lávka pro chodce a most pre ľudí"
    english = "The footbridge is for the people of the town and will be built by the office"

    assert {ALL.recognise(near, tag).tag for tag in ("cs-CZ", "sk")} == {"cs", "sk"}
    assert ALL.recognise(english, "ro").tag == "en"


def test_a_long_text_is_looked_at_all_over() -> None:
    english = "The office is for the people of the town and will be built by them.\n"
    german = "Das Amt ist für die Menschen der Stadt und wird von ihnen gebaut.\n"

    assert ALL.recognise(german * 300 + english * 30_000).tag == "en"


def test_a_plan_in_a_language_without_a_wording_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(
        "Tiltak,Ansvarlig,Frist\nBygge en bro som ikke stenger veien,Elvetilsynet,2027\n",
        encoding="utf-8",
    )

    with pytest.raises(
        DocumentError, match=r"^plan\.csv: it looks like Norwegian, and there is no"
    ):
        read_plan(open_source(tmp_path / "plan.csv"))
