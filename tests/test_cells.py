"""How single cells are read, in all the ways that documents write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_graph.language import register, wording
from plan_graph.language.headings import HeadingReader
from plan_graph.plan import FixedDeadline, OpenDeadline, RecurringDeadline, Role, UnparsedDeadline
from plan_graph.reading.cells.bodies import BodyReader
from plan_graph.reading.cells.deadlines import DeadlineReader
from plan_graph.reading.cells.funding import FundingReader
from plan_graph.reading.cells.indicators import IndicatorReader
from plan_graph.reading.cells.roles import RoleReader
from plan_graph.text import Passage, fold

RO = wording.load("ro")
BODIES = BodyReader(RO, register.load("ro"))
NO_ACTION = Passage(0, "")


def fixed(text: str) -> list[tuple[date | None, date | None]]:
    deadlines = DeadlineReader(RO).read(Passage(0, text), NO_ACTION)
    return [(d.period.start, d.period.end) for d in deadlines if isinstance(d, FixedDeadline)]


def roles(text: str, *elsewhere: str) -> list[tuple[str, str, str | None]]:
    reader = RoleReader(BODIES)
    reader.learn([Passage(0, text), *(Passage(10_000, other) for other in elsewhere)])
    found = reader.read(Passage(0, text), Role.RESPONSIBLE)
    return [
        (p.role.value, p.actor.code, p.acting_for.code if p.acting_for else None) for p in found
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", (2021, 1, 1), (2021, 12, 31)),
        ("2021-2022", (2021, 1, 1), (2022, 12, 31)),
        ("2021 – 2022", (2021, 1, 1), (2022, 12, 31)),
        ("primul semestru al anului 2021", (2021, 1, 1), (2021, 6, 30)),
        ("semestrul 2\n2022", (2022, 7, 1), (2022, 12, 31)),
        ("Semestrul II 2022", (2022, 7, 1), (2022, 12, 31)),
        ("trimestrul 4\n2021", (2021, 10, 1), (2021, 12, 31)),
        ("Trim. IV 2009", (2009, 10, 1), (2009, 12, 31)),
        ("octombrie 2022", (2022, 10, 1), (2022, 10, 31)),
        ("martie - mai 2024", (2024, 3, 1), (2024, 5, 31)),
        ("februarie 2024", (2024, 2, 1), (2024, 2, 29)),
        ("30 iunie 2023", (2023, 6, 30), (2023, 6, 30)),
        ("31.12.2023", (2023, 12, 31), (2023, 12, 31)),
    ],
)
def test_a_stated_time_has_a_first_and_a_last_day(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert fixed(text) == [(date(*first), date(*last))]


def test_one_cell_may_hold_several_deadlines() -> None:
    assert fixed("primul semestru al anului 2021\noctombrie 2022") == [
        (date(2021, 1, 1), date(2021, 6, 30)),
        (date(2022, 10, 1), date(2022, 10, 31)),
    ]


@pytest.mark.parametrize(
    ("text", "frequency", "months"),
    [
        ("       anual", "ANNUAL", ()),
        ("semestrial", "ANNUAL_2", ()),
        ("Trimestrial", "QUARTERLY", ()),
        ("lunar", "MONTHLY", ()),
        ("periodic", "IRREG", ()),
        ("anual: martie, septembrie", "ANNUAL", (3, 9)),
        ("anual (mai și noiembrie)", "ANNUAL", (5, 11)),
        ("anual:\niulie-\noctombrie", "ANNUAL", (7, 8, 9, 10)),
        ("anual: noiembrie-februarie", "ANNUAL", (11, 12, 1, 2)),
    ],
)
def test_a_recurring_deadline_has_a_frequency_and_its_months(
    text: str, frequency: str, months: tuple[int, ...]
) -> None:
    (deadline,) = DeadlineReader(RO).read(Passage(0, text), NO_ACTION)

    assert isinstance(deadline, RecurringDeadline)
    assert (deadline.frequency, deadline.months) == (frequency, months)


def test_the_days_that_an_action_names_tell_two_months_from_a_range() -> None:
    action = Passage(500, "cu ocazia zilelor de 30 iulie și 18 octombrie")

    (deadline,) = DeadlineReader(RO).read(Passage(0, "anual: iulie-octombrie"), action)

    assert isinstance(deadline, RecurringDeadline)
    assert deadline.months == (7, 10)


def test_a_deadline_may_be_left_open() -> None:
    assert isinstance(DeadlineReader(RO).read(Passage(0, "Permanent"), NO_ACTION)[0], OpenDeadline)


@pytest.mark.parametrize("text", ["trim. IV", "semestrul 3 2021", "31.02.2021", "după aprobare"])
def test_words_that_name_no_time_are_kept_as_an_unparsed_deadline(text: str) -> None:
    deadlines = DeadlineReader(RO).read(Passage(0, text), NO_ACTION)

    assert any(isinstance(deadline, UnparsedDeadline) for deadline in deadlines)


def test_what_stands_around_a_deadline_is_kept_too() -> None:
    deadlines = DeadlineReader(RO).read(Passage(0, "2021, cu prelungire"), NO_ACTION)

    assert [d.stated_in.text for d in deadlines] == ["2021", "cu prelungire"]


def test_each_of_two_ministries_on_a_line_acts_through_its_own_agencies() -> None:
    expected = roles("MAI prin IGI\nMMPS prin IM, ANES")

    assert roles("MAI prin IGI, MMPS prin IM, ANES") == expected
    assert roles("MAI prin IGI MMPS prin IM, ANES") == expected


def test_a_ministry_among_the_agencies_of_another_acts_for_itself() -> None:
    assert roles("MAI prin IGPR, IGPF MJ\nOIM") == roles("MAI prin IGPR, IGPF\nMJ\nOIM")


def test_an_agency_acts_for_the_ministry_before_prin() -> None:
    assert roles("Responsabili:\nMAI prin ANITP, IGPF") == [
        ("responsible", "ANITP", "MAI"),
        ("responsible", "IGPF", "MAI"),
    ]


def test_a_line_continues_a_list_if_the_document_elsewhere_gives_it_the_same_parent() -> None:
    assert roles("MMPS prin DPSS\nANDPDCA și ANES", "MMPS prin ANDPDCA", "MMPS prin ANES") == [
        ("responsible", "DPSS", "MMPS"),
        ("responsible", "ANDPDCA", "MMPS"),
        ("responsible", "ANES", "MMPS"),
    ]


def test_a_line_does_not_continue_the_list_of_another_parent() -> None:
    assert roles("MMPS prin ANDPDCA\nANITP", "MAI prin ANITP") == [
        ("responsible", "ANDPDCA", "MMPS"),
        ("responsible", "ANITP", None),
    ]


def test_a_list_ends_where_another_role_begins() -> None:
    assert roles("MAI prin ANITP\nParteneri\nIGPR", "MAI prin IGPR") == [
        ("responsible", "ANITP", "MAI"),
        ("partner", "IGPR", None),
    ]


@pytest.mark.parametrize("text", ["Parteneri:\nUNBR", "Parteneri\nUNBR", "Parteneri: UNBR"])
def test_a_label_may_lack_its_colon_or_share_its_line(text: str) -> None:
    assert roles(text) == [("partner", "UNBR", None)]


def test_a_dash_between_bodies_names_both() -> None:
    assert roles("Consiliile județene - DGASPC") == [
        ("responsible", "Consiliile județene", None),
        ("responsible", "DGASPC", None),
    ]


def test_a_name_that_holds_a_conjunction_is_not_cut() -> None:
    assert roles("Misiunile diplomatice și oficiile consulare") == [("responsible", "MDOC", None)]


def test_cedilla_and_comma_below_name_the_same_body() -> None:
    assert roles("Instituţia Prefectului") == roles("Instituția Prefectului")


def test_a_body_that_the_register_lacks_keeps_its_words() -> None:
    (named,) = BODIES.line(Passage(0, "Inspectoratul de Stat"))

    assert (named.body.code, named.body.known) == ("Inspectoratul de Stat", False)


def test_a_word_in_small_letters_is_no_short_name() -> None:
    assert BODIES.named_in(Passage(0, "im Haus, me, ms")) == []


def test_a_wrapped_indicator_is_one_and_blank_lines_decide_nothing() -> None:
    read = IndicatorReader(RO).read(
        Passage(0, "Număr de\nsesiuni;\n\n\nNumăr de persoane/\nStudii")
    )

    assert [i.label for i in read] == ["Număr de sesiuni", "Număr de persoane", "Studii"]


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("Număr de întâlniri realizate", "activity-count", "întâlniri realizate"),
        ("Număr total de controale", "activity-count", "controale"),
        ("Număr beneficiari", "people-count", "beneficiari"),
        ("Număr de proiecte", "count", "proiecte"),
        ("Analiză realizată", "achievement", ""),
        ("Categorii de date disponibile", "other", ""),
    ],
)
def test_an_indicator_tells_what_it_counts(text: str, kind: str, unit: str) -> None:
    (indicator,) = IndicatorReader(RO).read(Passage(0, text))

    assert (indicator.kind, indicator.unit) == (kind, unit)


@pytest.mark.parametrize(
    ("text", "kinds", "holders"),
    [
        ("Buget\nIGI", ["agency-budget"], [["IGI"]]),
        ("Buget MMPS\n(ANDPDCA)", ["agency-budget"], [["MMPS", "ANDPDCA"]]),
        ("Fonduri europene, bugetul de stat", ["european-funds", "state-budget"], [[], []]),
        ("Nu este cazul", ["none-needed"], [[]]),
        ("Bugetul instituțiilor implicate", ["involved-institutions-budget"], [[]]),
        ("Buget Teatrul Mic", ["agency-budget"], [["Teatrul Mic"]]),
        ("Credite", [""], [[]]),
    ],
)
def test_a_funding_line_has_a_kind_and_the_holders_of_the_budget(
    text: str, kinds: list[str], holders: list[list[str]]
) -> None:
    lines = FundingReader(BODIES).read(Passage(0, text))

    assert [line.kind for line in lines] == kinds
    assert [[body.code for body in line.budget_of] for line in lines] == holders


@pytest.mark.parametrize(
    ("text", "code", "title"),
    [
        ("Obiectiv general nr. 1 Consolidarea", "1", "Consolidarea"),
        ("Obiectiv general 3: Dezvoltarea", "3", "Dezvoltarea"),
        ("Obiectiv specific 2.1.\nConsolidarea", "2.1", "Consolidarea"),
        ("Obiectiv specific 5.5: Continuarea", "5.5", "Continuarea"),
        ("OBIECTIVUL SPECIFIC 1.2\n\nReducerea", "1.2", "Reducerea"),
    ],
)
def test_a_heading_has_its_number_whatever_its_punctuation(
    text: str, code: str, title: str
) -> None:
    heading = HeadingReader(RO).read(Passage(0, text))

    assert heading is not None
    assert (heading.code, heading.title.text) == (code, title)


@settings(deadline=None)  # a machine that is busy is no fault of the reader
@given(st.text(max_size=200))
def test_no_deadline_cell_loses_a_word(text: str) -> None:
    cell = Passage(7, text)

    deadlines = DeadlineReader(RO).read(cell, NO_ACTION)

    kept = "".join(d.stated_in.text for d in deadlines)
    conjunctions = {fold(word) for word in RO.lists["conjunctions"]}
    lost = [w for w in fold(text).split() if w.isalpha() and w not in conjunctions]
    assert all(word in fold(kept) for word in lost)
    assert all(text[d.stated_in.start - 7 :].startswith(d.stated_in.text) for d in deadlines)


@settings(deadline=None)  # a machine that is busy is no fault of the reader
@given(st.text(max_size=200))
def test_every_reader_takes_any_text_and_quotes_it_exactly(text: str) -> None:
    cell = Passage(3, text)
    reader = RoleReader(BODIES)
    reader.learn([cell])

    quotes = [
        *(i.stated_in for i in IndicatorReader(RO).read(cell)),
        *(p.stated_in for p in reader.read(cell, Role.PARTNER)),
        *(f.stated_in for f in FundingReader(BODIES).read(cell)),
    ]

    assert all(text[q.start - 3 : q.end - 3] == q.text for q in quotes)


@given(st.text())
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)
