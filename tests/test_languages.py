"""Each official language of the EU is recognised, and its columns are known."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from facts_reading import facts_of
from plan_graph.building.opening import read_plan
from plan_graph.building.pipeline import convert
from plan_graph.documents import read
from plan_graph.errors import DocumentError
from plan_graph.language import register, wording
from plan_graph.language.columns import announced
from plan_graph.language.recognition import Languages
from plan_graph.language.tables import COLUMNS
from plan_graph.plan import Period, Plan
from plan_graph.reading.cells.bodies import BodyReader
from plan_graph.reading.cells.funding import FundingReader
from plan_graph.reading.cells.periods import PeriodReader
from plan_graph.reading.source import open_source
from plan_graph.text import Passage, fold

CASES = Path(__file__).parent / "cases" / "languages"
OFFICIAL = tuple(
    "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()  # noqa: SIM905
)
ALL = Languages.all()


ROWS = 3
MARKS = str.maketrans("", "", "[]<>")


def columns(language: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the kind, heading and cells of each column of a small plan, written by hand."""
    for line in (CASES / f"{language}.tsv").read_text(encoding="utf-8").splitlines()[2:]:
        kind, heading, *cells = line.split("\t")
        yield kind, heading, cells + [""] * (ROWS - len(cells))


def plan(language: str) -> list[tuple[str, str, str]]:
    """Return the kind, heading and first cell of each column."""
    return [(kind, head, cells[0].translate(MARKS)) for kind, head, cells in columns(language)]


def title(language: str) -> str:
    line = (CASES / f"{language}.tsv").read_text(encoding="utf-8").splitlines()[1]
    return line.removeprefix("title\t")


def rows_of(language: str) -> list[tuple[str, ...]]:
    """Return the rows of a plan, the headings first, without the marks of roles."""
    read = [
        (heading, *(c.translate(MARKS) for c in cells)) for _, heading, cells in columns(language)
    ]
    return list(zip(*read, strict=True))


def written(language: str, file: Path) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows_of(language)[:2])
    return file


def page(language: str, file: Path) -> Path:
    """Write all rows below the title."""
    head, *rows = ("| " + " | ".join(row) + " |" for row in rows_of(language))
    rule = "|" + "---|" * len(plan(language))
    file.write_text(
        "\n".join((f"# {title(language)}", "", head, rule, *rows, "")), encoding="utf-8"
    )
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


CURRENCY = {"bg": "BGN", "cs": "CZK", "da": "DKK", "hu": "HUF", "pl": "PLN", "ro": "RON",
            "sv": "SEK"}  # fmt: skip
MEANING = """
1 status in-progress
1 priority high
1 indicator count
1 target 2
1 baseline 0
1 deadline fixed ..2027-12-31
1 deadline fixed 2026-01-01..2027-12-31
1 funding state-budget 12000 {currency}
1 result
1 place
1 target-group
1 programme
1 remark other
1 remark description
1 remark description
1 remark unit
1 remark status
1 remark risks
1 remark priority
1 remark verification
1 remark references
1 remark notes
1 remark other
1 remark continues
2 status completed
2 priority low
2 indicator people-count
2 target 40 %
2 baseline 20 %
2 deadline recurring QUARTERLY
2 funding european-funds 1500000 EUR x1000000
2 remark status
2 remark priority
3 status not-started
3 priority medium
3 deadline fixed 2027-05-01..2027-05-31
3 funding none-needed
3 remark target to-be-decided
3 remark partner not-applicable
3 remark status
3 remark priority
"""
"""What the rows of each plan say, apart from who does it: the same in all languages."""


def facts(read: Plan) -> Iterator[str]:
    """Yield each fact of a plan in the form of the table, but for roles."""
    for line in facts_of(read).splitlines():
        code, part, meaning, _ = line.split("\t")
        if part != "role":
            kind = meaning.split()[0] if part == "indicator" else meaning
            yield f"{code} {part} {kind}".rstrip()


@pytest.mark.parametrize("language", OFFICIAL)
def test_a_plan_with_every_kind_of_column_is_read_with_no_wrong_fact(
    tmp_path: Path, language: str
) -> None:
    read, known, _ = read_plan(open_source(page(language, tmp_path / "plan.md")))

    cells = {kind: cells for kind, _, cells in columns(language)}
    currency = CURRENCY.get(language, "EUR")
    assert (known.language, read.title) == (language, title(language))
    assert read.period == Period(date(2026, 1, 1), date(2028, 12, 31))
    assert [pillar.title for pillar in read.pillars] == cells["pillar"][:1]
    assert [action.title for action in read.actions] == cells["action"]
    assert list(facts(read)) == MEANING.strip().format(currency=currency).splitlines()


@pytest.mark.parametrize("language", OFFICIAL)
def test_who_leads_and_who_helps_is_told_in_every_language(tmp_path: Path, language: str) -> None:
    read, _, _ = read_plan(open_source(page(language, tmp_path / "plan.md")))

    cells = {kind: cells for kind, _, cells in columns(language)}
    marked = ["".join(row) for row in zip(cells["responsible"], cells["partner"], strict=True)]
    told = [[(role.role.value, role.stated_in.text) for role in action.participations]
            for action in read.actions]  # fmt: skip
    assert told == [
        [("responsible" if sign == "[" else "partner", name)
         for sign, name in re.findall(r"([\[<])(.+?)[\]>]", row)]
        for row in marked
    ]  # fmt: skip


@pytest.mark.parametrize("language", OFFICIAL)
def test_objectives_in_columns_are_refined_by_those_in_columns_of_specific_ones(
    tmp_path: Path, language: str
) -> None:
    read, _, _ = read_plan(open_source(page(language, tmp_path / "plan.md")))

    cells = {kind: cells for kind, _, cells in columns(language)}
    above, below = cells["general_objective"][0], cells["specific_objective"][0]
    title_of = {objective.code: objective.title for objective in read.objectives}
    assert [(o.title, title_of.get(o.refines or "", "")) for o in read.objectives] == [
        (above, ""),
        (below, above),
    ]
    assert {title_of[action.objective or ""] for action in read.actions} == {below}


@pytest.mark.parametrize(
    ("head", "ranks"),
    [
        ("Strategic objective | Objective", ["", "1", "1"]),
        ("Objective | Specific objective", ["", "1", "1"]),
        ("Objective | Notes", ["", ""]),
    ],
)
def test_objectives_beside_general_ones_are_specific(
    tmp_path: Path, head: str, ranks: list[str]
) -> None:
    file = tmp_path / "plan.md"
    second = "Livelier towns" if len(ranks) == 2 else ""
    file.write_text(
        f"""# Action plan for rivers 2026-2028

| No. | {head} | Action | Responsible |
|---|---|---|---|---|
| 1 | Cleaner rivers | Less plastic | Paint the footbridge | Office of Rivers |
| 2 | {second} | More fish | Repair the mill | Office of Rivers |
""",
        encoding="utf-8",
    )

    read, _, _ = read_plan(open_source(file, language="en"))

    assert [objective.refines or "" for objective in read.objectives] == ranks


@pytest.mark.parametrize("language", OFFICIAL)
def test_a_plan_of_every_language_gives_a_graph_without_a_fault(
    tmp_path: Path, language: str
) -> None:
    report = convert(open_source(page(language, tmp_path / "plan.md"))).report

    assert report.violations == ()
    assert {f.rule for f in report.warnings} <= {
        "ActionShape-indicator",  # the third row has none
        "ActorShape-kind",  # no register comes with the plan
        "Coherence-no-language",  # the register of Romania has names in English, the plan has not
    }


@pytest.mark.parametrize("language", OFFICIAL)
def test_every_month_of_a_language_is_read_in_a_date(language: str) -> None:
    known = wording.load(language)
    reader = PeriodReader(known)

    read = {
        (number, name): reader.match(fold(f"{name} 2027"), 0)
        for number, names in known.months.items()
        for name in names
        if not name.endswith(("ig", "ban", "ben", "i", "ks", "ni", "kesä"))  # forms that say more
    }

    wrong = {
        name: found
        for (number, name), found in read.items()
        if found is None or (found.period.end and found.period.end.month != int(number))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("language", "words", "start", "end"),
    [
        ("hu", "2027. február–április", date(2027, 2, 1), date(2027, 4, 30)),
        ("lt", "2027 m. vasaris–balandis", date(2027, 2, 1), date(2027, 4, 30)),
        ("lv", "2027. gada februāris–aprīlis", date(2027, 2, 1), date(2027, 4, 30)),
        ("fi", "helmi–huhtikuu 2027", date(2027, 2, 1), date(2027, 4, 30)),
        ("fi", "kesä–elokuu 2027", date(2027, 6, 1), date(2027, 8, 31)),
        ("ga", "faoi dheireadh Dheireadh Fómhair 2029", None, date(2029, 10, 31)),
        ("hr", "2027. – 2029", date(2027, 1, 1), date(2029, 12, 31)),
        ("lv", "2027.–2029", date(2027, 1, 1), date(2029, 12, 31)),
        ("mt", "it-tieni kwart tal-2028", date(2028, 4, 1), date(2028, 6, 30)),
    ],
)
def test_times_are_read_in_the_order_and_the_forms_of_a_language(
    language: str, words: str, start: date | None, end: date
) -> None:
    found = PeriodReader(wording.load(language)).match(fold(words), 0)

    assert found is not None
    assert (found.period, found.end) == (Period(start, end), len(fold(words)))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("bg", "не са необходими допълнителни средства"),
        ("da", "ingen merudgifter"),
        ("de", "keine Mehrkosten"),
        ("el", "χωρίς πρόσθετη δαπάνη"),
        ("sl", "brez dodatnih sredstev"),
    ],
)
def test_that_no_money_is_needed_is_understood(language: str, words: str) -> None:
    bodies = BodyReader(wording.load(language), register.EMPTY)

    found = FundingReader(bodies).read(Passage(0, words))

    assert [line.kind for line in found] == ["none-needed"]


PAGES = {
    "de": "Die alte Mühle am Bach wurde im letzten Jahr von den Bewohnern des Dorfes gekauft. Sie "
    "soll nicht mehr Mehl mahlen, sondern Kindern zeigen, wie das Brot entsteht.",
    "es": "El viejo molino del arroyo fue comprado el año pasado por los vecinos del pueblo. Ya no "
    "va a moler harina, sino que enseñará a los niños cómo se hace el pan.",
    "pl": "Stary młyn nad strumieniem został w zeszłym roku kupiony przez mieszkańców wsi. Nie "
    "będzie już mielił mąki, ale pokaże dzieciom, jak powstaje chleb.",
    "el": "Ο παλιός μύλος δίπλα στο ρέμα αγοράστηκε πέρυσι από τους κατοίκους του χωριού. Δεν θα "
    "αλέθει πια αλεύρι, αλλά θα δείχνει στα παιδιά πώς γίνεται το ψωμί.",
}


@pytest.mark.parametrize("language", PAGES)
def test_a_page_of_plain_text_is_recognised(language: str) -> None:
    assert ALL.recognise(PAGES[language]).tag == language


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


def test_a_language_is_told_by_labels_before_values() -> None:
    text = "Vastuutaho: Luotsit\nAikataulu: 2027\nMittari: laivat\n"

    assert Languages.all().recognise(text).tag == "fi"


def test_a_few_short_words_name_no_language_without_a_wording() -> None:
    found = Languages.all().recognise("Nom\tDate d'arrivée\nDurand\t2019\nChargé de mission\t2022")

    assert found.tag != "lb"


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


def test_a_document_of_no_known_language_is_advised_in_english(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text(
        "# Zorp\n\nQwerty uiop.\n\n| Zabaqq | Kuruqq |\n|---|---|\n| mimiqq | loloqq |\n",
        encoding="utf-8",
    )

    with pytest.raises(DocumentError, match="must be called 'action', 'actions', 'activity'"):
        read_plan(open_source(file))
