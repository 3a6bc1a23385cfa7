"""A time beside which words were not read is not sure; one to another is read whole."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from cell_cases import deadline
from kinds import markdown, read_text
from plan_graph.language import wording
from plan_graph.language.country import of_language
from plan_graph.plan import Deadline, FixedDeadline, UnparsedDeadline
from plan_graph.reading.cells.deadlines import DeadlineReader
from plan_graph.text import Passage

NOT_SURE = {
    "en": [
        *(
            "June 2027 - Setpember 2027",
            "15th month of 2027",
            "Q1-Q5 2027",
            "H1/H3 2027",
            "by Easter 2027",
            "FY27/28",
            "M12",
        ),
        *(
            "by winter 2027",
            "Winter 2027",
            "mid-2027",
            "early 2027",
            "late 2027",
            "2026-27",
            "2026/27",
        ),
        *("T+6 months", "within 6 months of adoption in 2027", "5 years from 2027", "Wk 12/2027"),
        *("no later than two years after 2027", "31.06. to 15.07.2027", "June & September 2027"),
        *("before the 2027 elections", "Budget 2027", "2030 targets", "Febuary 2027", "post 2027"),
        *(
            "Febuary - March 2027",
            "about 2027",
            "2027 tbc",
            "2027 or 2028",
            "1st week of June 2027",
        ),
    ],
    "ro": [
        *("la începutul anului 2027", "iarna 2027"),
        *("luna a 15-a din 2027", "trim. I-V 2027", "până la Paște 2027", "febuarie 2027"),
        *("a doua parte a anului 2027", "înainte de alegerile 2027", "cca. 2027", "2027 sau 2028"),
    ],
    "de": [
        *("15. Monat 2027", "I/2027", "KW 12/2027", "Ende der Legislaturperiode 2027", "ca. 2027"),
        *("nach der Wahl 2027", "Febuar 2027", "2027 oder 2028", "31.06. bis 15.07.2027"),
        *("etwa Mitte 2027", "Juni und September 2027", "WS 2027/28"),
    ],
    "fr": [
        *("15e mois de 2027", "fin du mandat 2027", "vers 2027", "rentrée scolaire 2027"),
        *("dans les 6 mois suivant l'adoption en 2027", "févirer 2027", "2027 ou 2028"),
    ],
    "es": [
        *("tercer cuatrimestre 2027", "fin de mandato 2027", "febreo 2027", "2027 o 2028"),
        *("6 meses desde su aprobación en 2027", "presupuesto 2027", "aprox. 2027"),
    ],
    "it": ["entro Pasqua 2027", "primo quadrimestre 2027", "dopo le elezioni 2027", "circa 2027"],
    "pl": ["III trymestr 2027", "15. miesiąc 2027", "po wyborach w 2027", "ok. 2027"],
    "nl": ["15e maand van 2027", "einde bestuursperiode 2027", "voor Pasen 2027", "2027 of 2028"],
}
READ = [
    ("en", "June/July 2027", "2027-06-01..2027-07-31"),
    ("en", "mid-2027 - end 2028", "2027-06-01..2028-12-31"),
    ("en", "from June to September 2027", "2027-06-01..2027-09-30"),
    ("en", "from 1 to 15 June 2027", "2027-06-01..2027-06-15"),
    ("en", "from 2027-2028", "2027-01-01..2028-12-31"),
    ("en", "from Q1 to Q2 2027", "2027-01-01..2027-06-30"),
    ("de", "1.6. bis 15.7.2027", "2027-06-01..2027-07-15"),
    ("de", "1.-15.6.2027", "2027-06-01..2027-06-15"),
    ("de", "von Juni bis September 2027", "2027-06-01..2027-09-30"),
    ("fr", "du 1er juin au 15 juillet 2027", "2027-06-01..2027-07-15"),
    ("fr", "début 2027 - fin 2028", "2027-01-01..2028-12-31"),
    ("es", "de junio a septiembre de 2027", "2027-06-01..2027-09-30"),
    ("it", "giugno/luglio 2027", "2027-06-01..2027-07-31"),
    ("pl", "od czerwca do września 2027", "2027-06-01..2027-09-30"),
]


def read(language: str, words: str) -> list[Deadline]:
    own = wording.load(language)
    return DeadlineReader(own, of_language(own)).read(Passage(0, words), Passage(0, "Build it"))


def is_doubtful(found: Deadline) -> bool:
    return isinstance(found, UnparsedDeadline) or (
        isinstance(found, FixedDeadline) and bool(found.doubt)
    )


@pytest.mark.parametrize(
    ("language", "words"), [(tag, words) for tag, each in NOT_SURE.items() for words in each]
)
def test_a_time_is_not_sure_beside_words_that_may_make_it_another(
    language: str, words: str
) -> None:
    found = read(language, words)

    assert found
    assert [each for each in found if not is_doubtful(each)] == []


@pytest.mark.parametrize(("language", "words", "period"), READ)
def test_one_time_to_another_is_read_whole(language: str, words: str, period: str) -> None:
    found = read(language, words)

    assert [deadline(each) for each in found] == [f"fixed {period}"]
    assert not any(map(is_doubtful, found))


def test_words_around_a_time_that_tell_only_of_the_action_leave_it_sure() -> None:
    told = {
        "en": [
            "Published in March 2027",
            "3 workshops by June 2027",
            "Completed 2027",
            "2 years (2027-2028)",
        ],
        "de": ["Abgeschlossen 2027", "Beschluss im Juni 2027"],
        "pl": ["Termin 2027 r.", "od 2026 r."],
    }

    found = chain.from_iterable(read(tag, words) for tag, each in told.items() for words in each)

    fixed = [each for each in found if isinstance(each, FixedDeadline)]
    assert len(fixed) == 7
    assert not any(each.doubt for each in fixed)


def test_a_season_a_year_with_its_second_and_times_line_by_line_are_sure() -> None:
    told = {
        "en": [
            "by spring 2027",
            "Summer 2027",
            "winter 2026/27",
            "2026-2027",
            "2027-03",
        ],
        "ro": ["primul semestru 2026\nprimul semestru 2027", "semestrul I 2026\noctombrie 2027"],
    }

    found = [each for tag, cells in told.items() for words in cells for each in read(tag, words)]

    assert len(found) == 9
    assert not any(map(is_doubtful, found))


def test_how_often_ends_with_a_month_of_no_year_and_does_not_come_in_it() -> None:
    assert [deadline(each) for each in read("en", "monthly until June")] == ["recurring MONTHLY"]
    assert [deadline(each) for each in read("es", "mensual hasta junio de 2027")] == [
        "recurring MONTHLY ..2027-06-30"
    ]


def test_what_comes_latest_belongs_to_the_time_behind_it() -> None:
    found = [deadline(each) for each in read("de", "ab 2027, spätestens 2029")]

    assert found == ["open 2027-01-01..", "fixed ..2029-12-31"]


def test_what_is_not_sure_in_a_column_of_first_or_last_days_is_not_sure_of_an_action(
    tmp_path: Path,
) -> None:
    rows = (
        "No. | Action | Responsible | Start | End",
        "1 | Mend the harbour wall | Harbour Office | 2027? | 2028",
        "2 | Paint the old lamps | Lamp Office | 2027 | 2028 (?)",
        "3 | Plant the oak trees | Park Office | Draft approved in June 2027 | tbc",
        "4 | Open the reading room | Book Office | 2027 | 2028",
    )

    plan = read_text(tmp_path, "plan.md", "# Harbour Action Plan\n\n" + markdown(*rows))

    sure = [
        [deadline(each) for each in action.deadlines if not is_doubtful(each)]
        for action in plan.actions
    ]
    assert sure == [[], [], [], ["fixed 2027-01-01..2028-12-31"]]
