"""The words of each language: phrases of plans and how they are read, as in `tests/cases/cells`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cell_cases import cases, deadline, funding, participation
from plan_graph.building.opening import read_plan
from plan_graph.errors import DataError
from plan_graph.language import register, wording
from plan_graph.language.announcement import WHOLE, Announced
from plan_graph.language.columns import announced
from plan_graph.plan import Role
from plan_graph.reading.cells.amounts import AmountReader
from plan_graph.reading.cells.bodies import BodyReader
from plan_graph.reading.cells.deadlines import DeadlineReader
from plan_graph.reading.cells.funding import FundingReader
from plan_graph.reading.cells.indicators import IndicatorReader
from plan_graph.reading.cells.measures import MeasureReader
from plan_graph.reading.cells.roles import RoleReader
from plan_graph.reading.cells.words import absence, priority, status
from plan_graph.reading.source import open_source
from plan_graph.resources import folder
from plan_graph.text import Passage, fold

LANGUAGES = wording.languages()
NO_ACTION = Passage(0, "")
TIMES = [
    "by", "until", "from", "anual", "permanent", "Q4", "2021", "fall", "trim. IV", "-", ",", "(",
    "revised:", "2026-27", "31.12.2022", "până la", "sem.", "I", "decembrie", "end of", "/", "\n",
]  # fmt: skip


@pytest.mark.parametrize(("language", "phrase", "reading"), list(cases("deadlines")))
def test_a_deadline_is_read_as_a_reader_reads_it(language: str, phrase: str, reading: str) -> None:
    read = DeadlineReader(wording.load(language)).read(Passage(0, phrase), NO_ACTION)

    assert " | ".join(map(deadline, read)) == reading


def bodies(language: str) -> BodyReader:
    known = register.load("ro") if language == "ro" else register.EMPTY
    return BodyReader(wording.load(language), known)


@pytest.mark.parametrize(("language", "phrase", "reading"), list(cases("roles")))
def test_those_who_act_are_read_as_a_reader_reads_them(
    language: str, phrase: str, reading: str
) -> None:
    read = RoleReader(bodies(language)).read(Passage(0, phrase), Role.RESPONSIBLE)

    assert " | ".join(map(participation, read)) == reading


@pytest.mark.parametrize(("language", "phrase", "reading"), list(cases("funding")))
def test_a_funding_line_is_read_as_a_reader_reads_it(
    language: str, phrase: str, reading: str
) -> None:
    read = FundingReader(bodies(language)).read(Passage(0, phrase))

    assert " | ".join(map(funding, read)) == reading


@pytest.mark.parametrize(
    ("words", "heading", "value", "currency"),
    [
        ("520,6", "Buget (mii lei)", "520600", "RON"),
        ("1.200", "Cost estimat (euro)", "1200", "EUR"),
        ("500 lei", "Buget (mii lei)", "500", "RON"),
        ("100 euro", "Buget (mii lei)", "100", "EUR"),
        ("1200", "Cost", "1200", ""),
    ],
)
def test_a_heading_tells_what_numbers_below_it_are_in(
    words: str, heading: str, value: str, currency: str
) -> None:
    reader = AmountReader(wording.load("ro"))

    (amount,) = reader.read(Passage(0, words), heading, is_money=True)

    assert amount.value is not None
    assert (f"{amount.value.normalize():f}", amount.currency) == (value, currency)


@pytest.mark.parametrize("words", ["2021", "în anul 2021", "12 persoane", "1.2.3", "fără"])
def test_what_is_no_money_is_no_amount(words: str) -> None:
    assert AmountReader(wording.load("ro")).read(Passage(0, words)) == []


@pytest.mark.parametrize(
    ("language", "words", "code"),
    [
        ("en", "N/A", "not-applicable"),
        ("en", "Not specified", "not-specified"),
        ("en", "–", "not-specified"),
        ("en", "TBC", "to-be-decided"),
        ("ro", "nu se aplică", "not-applicable"),
        ("ro", "Urmează a fi stabilit.", "to-be-decided"),
        ("fr", "sans objet", "not-applicable"),
        ("en", "", ""),
        ("en", "Not applicable to schools", ""),
    ],
)
def test_not_specified_not_applicable_and_empty_differ(
    language: str, words: str, code: str
) -> None:
    assert absence(Passage(0, words), wording.load(language)) == code


@pytest.mark.parametrize(
    ("language", "words", "code"),
    [
        ("en", "In progress (60%)", "in-progress"),
        ("en", "Not started", "not-started"),
        ("en", "Partially completed", "partly-completed"),
        ("en", "Not completed", "not-completed"),
        ("ro", "Realizat parțial", "partly-completed"),
        ("ro", "În curs de realizare", "in-progress"),
        ("fr", "Réalisé", "completed"),
        ("en", "blue", ""),
    ],
)
def test_a_status_is_told_by_the_words_of_its_cell(language: str, words: str, code: str) -> None:
    assert status(Passage(0, words), wording.load(language)) == code


@pytest.mark.parametrize(("words", "code"), [("High", "high"), ("1", "high"), ("n. 10", "")])
def test_a_priority_is_told_by_the_words_of_its_cell(words: str, code: str) -> None:
    assert priority(Passage(0, words), wording.load("en")) == code


@pytest.mark.parametrize(
    ("words", "value", "unit", "year"),
    [
        ("65%", "65", "%", None),
        ("300 officers by 2027", "300", "officers", 2027),
        ("1,200", "1200", "", None),
        ("2024: 40%", "40", "%", 2024),
        ("between 30% and 50%", None, "", None),
    ],
)
def test_a_target_is_a_number_with_its_unit_and_year(
    words: str, value: str | None, unit: str, year: int | None
) -> None:
    (measure,) = MeasureReader(wording.load("en")).read(Passage(0, words))

    found = measure.value and f"{measure.value.normalize():f}"
    end = measure.period and measure.period.end
    assert (found, measure.unit, end and end.year) == (value, unit, year)


@settings(deadline=None)  # a machine that is busy is no fault of the reader
@given(language=st.sampled_from(LANGUAGES), text=st.text(max_size=120))
def test_every_reader_takes_any_text_and_quotes_it_exactly(language: str, text: str) -> None:
    cell, known = Passage(4, text), wording.load(language)
    reader = RoleReader(bodies(language))
    reader.learn([cell])

    quotes = [
        *(item.stated_in for item in reader.read(cell, Role.PARTNER)),
        *(item.stated_in for item in FundingReader(bodies(language)).read(cell, is_money=True)),
        *(item.stated_in for item in MeasureReader(known).read(cell)),
        *(item.stated_in for item in MeasureReader(known).stated(cell, "baseline")),
    ]

    assert (absence(cell, known), status(cell, known), priority(cell, known)) is not None
    assert all(text[quote.start - 4 : quote.end - 4] == quote.text for quote in quotes)


@settings(deadline=None)  # a machine that is busy is no fault of the reader
@given(
    language=st.sampled_from(LANGUAGES),
    words=st.lists(st.one_of(st.sampled_from(TIMES), st.text(max_size=8)), max_size=12),
)
def test_no_words_of_a_deadline_are_lost(language: str, words: list[str]) -> None:
    text = " ".join(words)
    known = wording.load(language)

    read = DeadlineReader(known).read(Passage(5, text), NO_ACTION)

    quotes = [item.stated_in for item in read]
    assert all(text[quote.start - 5 : quote.end - 5] == quote.text for quote in quotes)
    kept = fold(" ".join(quote.text for quote in quotes))
    conjunctions = {fold(word) for word in known.lists["conjunctions"]}
    lost = [w for w in fold(text).split() if w.isalnum() and w not in conjunctions]
    assert all(word in kept for word in lost)


# A language is added as a file, without code.

CZECH_PLAN = """# Akční plán 2025-2027

| Opatření | Termín | Gestor | Financování |
|---|---|---|---|
| Školení policistů | do konce roku 2026 | Ministerstvo vnitra | státní rozpočet |
"""
CZECH = {
    'language = "en"': 'language = "cs"',
    'authority = "ENG"': 'authority = "CES"',
    'plan = ["national action plan",': 'plan = ["akční plán", "national action plan",',
    'action = ["action",': 'action = ["opatření", "action",',
    'deadline = ["deadline",': 'deadline = ["termín", "deadline",',
    'responsible = ["responsible",': 'responsible = ["gestor", "responsible",',
    'funding = ["funding",': 'funding = ["financování", "funding",',
    'by = ["by",': 'by = ["do", "by",',
    'end_of = ["the end of the year",': 'end_of = ["konce roku", "the end of the year",',
    'state-budget = ["state budget",': 'state-budget = ["státní rozpočet", "state budget",',
}


def test_a_language_is_added_without_code(tmp_path: Path) -> None:
    words = (folder("data") / "wordings" / "en.toml").read_text(encoding="utf-8")
    for english, czech in CZECH.items():
        assert english in words
        words = words.replace(english, czech)
    (tmp_path / "cs.toml").write_text(words, encoding="utf-8")
    (tmp_path / "plan.md").write_text(CZECH_PLAN, encoding="utf-8")
    settings = 'document = "plan.md"\nwording = "cs.toml"\n'
    (tmp_path / "plan.toml").write_text(settings, encoding="utf-8")

    plan, known, _ = read_plan(open_source(tmp_path))

    (action,) = plan.actions
    assert known.language == "cs"
    assert (action.title, [deadline(item) for item in action.deadlines]) == (
        "Školení policistů",
        ["fixed ..2026-12-31"],
    )
    assert [participation(item) for item in action.participations] == [
        "responsible Ministerstvo vnitra"
    ]
    assert [funding(item) for item in action.funding] == ["state-budget"]


SWAHILI = """language = "sw"

[columns]
action = ["kitendo"]
deadline = ["tarehe"]
responsible = ["mhusika"]
amount = ["gharama"]
"""
SWAHILI_PLAN = """# Mpango

| Kitendo | Tarehe | Mhusika | Gharama |
|---|---|---|---|
| Kujenga daraja dogo | 31.12.2027 | Ofisi ya Mito | 12 000 EUR |
| Kufungua shule mpya | Q4 2027 | Ofisi ya Shule | – |
"""


def test_a_wording_of_a_few_columns_is_enough(tmp_path: Path) -> None:
    (tmp_path / "sw.toml").write_text(SWAHILI, encoding="utf-8")
    (tmp_path / "plan.md").write_text(SWAHILI_PLAN, encoding="utf-8")
    settings = 'document = "plan.md"\nwording = "sw.toml"\n'
    (tmp_path / "plan.toml").write_text(settings, encoding="utf-8")

    plan, known, _ = read_plan(open_source(tmp_path))

    first, second = plan.actions
    assert (known.language, known.authority) == ("sw", "UND")
    assert (first.title, second.title) == ("Kujenga daraja dogo", "Kufungua shule mpya")
    assert [deadline(item) for item in first.deadlines] == ["fixed 2027-12-31..2027-12-31"]
    assert [deadline(item) for item in second.deadlines] == ["fixed 2027-10-01..2027-12-31"]
    assert [participation(item) for item in first.participations] == ["responsible Ofisi ya Mito"]
    assert [funding(item) for item in first.funding] == ["unread 12000 EUR"]
    assert second.funding == ()


def test_a_wording_extends_another_and_its_phrases_come_first(tmp_path: Path) -> None:
    (tmp_path / "mx.toml").write_text(
        'extends = "es"\nlanguage = "es-MX"\n[columns]\naction = ["quehacer"]\n'
        '[amounts]\ndecimal = ["."]\ngrouping = [","]\n',
        encoding="utf-8",
    )

    known = wording.read(tmp_path / "mx.toml")

    assert (known.language, known.authority, known.head) == ("es-MX", "SPA", "first")
    assert known.columns["action"][:2] == ("quehacer", "acción")
    assert (known.amounts["decimal"], known.amounts["grouping"]) == ((".",), (",",))
    assert known.months["1"][0] == "enero"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[columns]\naction = ['x']", "does not say its language; write language = "),
        ("language = 'es'\n[columns]\nactoin = ['x']", "'actoin' is no kind of [columns]; did you"),
        ("language = 'es'\n[colums]\naction = ['x']", "[colums] is no table of a wording; did you"),
        ("language = 'es'\n[columns]\naction = 'x'", "'action' is not a list of phrases; write"),
        ("language = 'es'\nhead = 'middle'", "head is 'middle'; write head = \"first\" or"),
        ("language = 'e s'", "language is 'e s'; it is a code such as 'es'"),
        ("extends = 'xx'", "extends a language that is not there: language 'xx': no wording"),
        ("language = ", "Invalid value"),
    ],
)
def test_a_wording_that_cannot_be_used_says_where_in_one_line(
    tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "words.toml").write_text(text, encoding="utf-8")

    with pytest.raises(DataError) as found:
        wording.read(tmp_path / "words.toml")

    assert message in str(found.value)
    assert "\n" not in str(found.value)


def test_every_value_reader_lives_with_a_wording_that_has_no_words(tmp_path: Path) -> None:
    (tmp_path / "sw.toml").write_text('language = "sw"\n', encoding="utf-8")
    known = wording.read(tmp_path / "sw.toml")
    cell = Passage(0, "2027: 12% na 3 watu; Ofisi A, Ofisi B – EUR 200")
    reader = BodyReader(known, register.EMPTY)

    assert RoleReader(reader).read(cell, Role.RESPONSIBLE)
    assert FundingReader(reader).read(cell, is_money=True)
    assert IndicatorReader(known).read(cell)[0].kind == "other"
    assert DeadlineReader(known).read(Passage(0, "2027"), NO_ACTION)
    assert AmountReader(known).read(Passage(0, "EUR 200"))[0].currency == "EUR"
    assert (absence(Passage(0, "–"), known), status(cell, known)) == ("not-specified", "")


FRENCH_PLAN = """# Plan d'action national 2025-2027

| N° | Action | Responsable | Partenaires | Échéance | Budget (euros) | Indicateurs |
|---|---|---|---|---|---|---|
| 1 | Former les agents | Ministère de la Justice | Ministère de l'Intérieur | T4 2026 | 10 000 | Nombre d'agents formés |
"""  # noqa: E501


def test_a_simple_french_plan_is_read(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(FRENCH_PLAN, encoding="utf-8")

    plan, known, _ = read_plan(open_source(tmp_path / "plan.md"))

    (action,) = plan.actions
    assert (known.language, plan.title) == ("fr", "Plan d'action national 2025-2027")
    assert [deadline(item) for item in action.deadlines] == ["fixed 2026-10-01..2026-12-31"]
    assert [funding(item) for item in action.funding] == ["unread 10000 EUR"]
    assert [participation(item) for item in action.participations] == [
        "responsible Ministère de la Justice",
        "partner Ministère de l'Intérieur",
    ]


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "Budget, EUR"), ("en", "Cost - €"), ("ro", "Cost estimat, mii lei"), ("fr", "Coût €")],
)
def test_a_currency_may_end_the_heading_of_a_column_of_money(language: str, heading: str) -> None:
    assert announced(wording.load(language), heading) == Announced(("amount",), WHOLE)


@pytest.mark.parametrize(
    ("language", "heading", "kind"),
    [
        ("en", "Budget (EUR thousand)", "amount"),
        ("en", "Target 2027", "target"),
        ("en", "Lead department", "responsible"),
        ("en", "Key performance indicators", "indicators"),
        ("en", "Means of verification", "verification"),
        ("en", "Due date", "deadline"),
        ("en", "Action owner", "responsible"),
        ("ro", "Indicatori de rezultat", "indicators"),
        ("ro", "Sursa de verificare", "verification"),
        ("ro", "Sursa de finanțare", "funding"),
        ("ro", "Buget estimat (mii lei)", "amount"),
        ("ro", "Instituții implicate", "partner"),
        ("ro", "Valoare de referință 2020", "baseline"),
        ("ro", "TERMEN DE REALIZARE", "deadline"),
        ("fr", "Sources de financement", "funding"),
    ],
)
def test_a_heading_announces_what_ministries_mean_by_it(
    language: str, heading: str, kind: str
) -> None:
    assert announced(wording.load(language), heading).kinds == (kind,)


@pytest.mark.parametrize("words", ["Obiectiv specific 1.2 Reducerea", "Buget MAI", "Nr. 3"])
def test_content_that_begins_like_a_heading_is_none(words: str) -> None:
    assert announced(wording.load("ro"), words).kinds == ()


@pytest.mark.parametrize(
    ("language", "words", "labels"),
    [
        (
            "ro",
            "Număr de campanii organizate Număr de persoane informate",
            ["Număr de campanii organizate", "Număr de persoane informate"],
        ),
        ("en", "Number of events Number of staff", ["Number of events", "Number of staff"]),
        ("ro", "Raport conform Legii Nr. 12", ["Raport conform Legii Nr. 12"]),
        ("en", "The number of visits", ["The number of visits"]),
    ],
)
def test_indicators_whose_line_break_was_lost_are_told_apart(
    language: str, words: str, labels: list[str]
) -> None:
    read = IndicatorReader(wording.load(language)).read(Passage(0, words))

    assert [indicator.label for indicator in read] == labels
