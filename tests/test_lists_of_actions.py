"""Plans that are no tables: several labels in a line, and who and when in brackets."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinds import codes, read_text, responsible, titles
from plan_graph.errors import PlanGraphError
from plan_graph.plan import Plan, Role

RUN_ON = {
    "en": "Activity: {0}\nLead: {1} | Support: Port Board | By: {2}",
    "de": "Maßnahme: {0}\nFederführung: {1} | Beteiligte: Hafenamt | Frist: {2}",
    "fr": "Action : {0}\nPilote : {1} | Partenaires : Région | Échéance : {2}",
    "es": "Acción: {0}\nResponsable: {1} | Apoyo: Diputación | Plazo: {2}",
    "it": "Azione: {0}\nResponsabile: {1} | Partner: Regione | Scadenza: {2}",
    "pl": "Działanie: {0}\nOdpowiedzialny: {1} | Partnerzy: Gmina | Termin: {2}",
    "nl": "Actie: {0}\nTrekker: {1} | Partners: Provincie | Planning: {2}",
    "ro": "Acțiune: {0}\nResponsabil: {1} | Parteneri: Consiliul Județean | Termen: {2}",
}
TITLES = {
    "en": "Harbour Action Plan", "de": "Aktionsplan Hafen", "fr": "Plan d'action du port",
    "es": "Plan de acción del puerto", "it": "Piano d'azione del porto", "pl": "Plan działań portu",
    "nl": "Actieplan haven", "ro": "Plan de acțiune pentru port",
}  # fmt: skip
PROSE = {
    "en": "This is what the town and its partners will do for the harbour in these years.",
    "de": "Das ist der Plan für den Hafen, den die Stadt mit ihren Partnern in den Jahren umsetzt.",
    "fr": "Le plan est mis en œuvre par la ville et les partenaires du port dans les années.",
    "es": "Este es el plan que la ciudad y los socios del puerto llevarán a cabo en los años.",
    "it": "Questo è il piano che la città e i partner del porto realizzano negli anni.",
    "pl": "To jest plan, który miasto i partnerzy portu realizują w tych latach oraz dla miasta.",
    "nl": "Dit is het plan dat de stad en de partners van de haven in deze jaren uitvoeren.",
    "ro": "Acesta este planul pe care orașul și partenerii îl pun în aplicare în acești ani.",
}
ACTIONS = (
    ("Wall A", "Office A", "2027"),
    ("Lamp B", "Office B", "2028"),
    ("Quay C", "Office C", "2029"),
)


def partners(plan: Plan) -> list[int]:
    return [sum(p.role is Role.PARTNER for p in action.participations) for action in plan.actions]


@pytest.mark.parametrize("language", RUN_ON)
def test_labels_in_one_line_are_those_of_one_action(tmp_path: Path, language: str) -> None:
    cards = [RUN_ON[language].format(*action) for action in ACTIONS]

    plan = read_text(tmp_path, "plan.md", "\n\n".join([f"# {TITLES[language]}", *cards]) + "\n")

    assert titles(plan) == ["Wall A", "Lamp B", "Quay C"]
    assert responsible(plan) == ["Office A", "Office B", "Office C"]
    assert partners(plan) == [1, 1, 1]
    assert [len(action.deadlines) for action in plan.actions] == [1, 1, 1]


def test_labels_behind_the_title_in_a_sentence_are_those_of_the_action(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        "# Action Plan on Loneliness\n\n"
        "1. **Map lonely people.** Responsible: Social Office. Deadline: end of 2027.\n"
        "2. **Set up visiting teams.** Responsible: Red Cross. Deadline: June 2028.\n",
    )

    assert titles(plan) == ["Map lonely people", "Set up visiting teams"]
    assert responsible(plan) == ["Social Office", "Red Cross"]


def test_the_name_of_a_body_before_a_label_stays_whole(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        "# Harbour Action Plan\n\n"
        "Action: Mend the wall Lead: Works Department Responsible: Port Board Deadline: 2027\n\n"
        "Action: Paint the lamps Lead: Lamp Department Responsible: Port Board Deadline: 2028\n",
    )

    assert [
        [p.actor.code for p in action.participations if p.role is Role.RESPONSIBLE]
        for action in plan.actions
    ] == [["Works Department", "Port Board"], ["Lamp Department", "Port Board"]]


def test_a_title_with_a_number_above_labels_needs_no_sign_behind_it(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        "# Heritage Action Plan\n\n"
        "**Action 1** Survey the old mills\n*Who:* Heritage Council\n*When:* 2027\n\n"
        "**Action 2** Restore the lock gates\n*Who:* Waterways Office\n*When:* 2028\n",
    )

    assert titles(plan) == ["Survey the old mills", "Restore the lock gates"]
    assert codes(plan) == ["1", "2"]


def test_a_label_may_have_its_number_before_it(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        "# Nemzeti cselekvési terv a kiberbiztonságról\n\n"
        "1.1. intézkedés: A hálózatok felülvizsgálata\nFelelős: Szakszolgálat\n"
        "Határidő: 2027. december 31.\n\n"
        "1.2. intézkedés: A központ bővítése\nFelelős: Belügyminisztérium\n"
        "Határidő: 2028. június 30.\n\nEz a terv az ország hálózatait védi, és a felelősök "
        "minden évben beszámolnak a végrehajtásról.\n",
    )

    assert titles(plan) == ["A hálózatok felülvizsgálata", "A központ bővítése"]
    assert codes(plan) == ["1.1", "1.2"]


BRACKETED = {
    "en": "Mend wall {0} (Harbour Office, June 2027)",
    "de": "Mauer {0} flicken (Bauamt, bis Juni 2027)",
    "fr": "Réparer le mur {0} (Direction de la voirie, juin 2027)",
    "es": "Reparar el muro {0} (Ayuntamiento, junio de 2027)",
    "it": "Riparare il muro {0} (Comune, giugno 2027)",
    "pl": "Naprawa muru {0} (Urząd Miasta, czerwiec 2027)",
    "nl": "Muur {0} herstellen (Gemeente, juni 2027)",
    "ro": "Repararea zidului {0} (Primăria Constanța, iunie 2027)",
}


@pytest.mark.parametrize("language", BRACKETED)
def test_who_and_when_may_stand_in_brackets(tmp_path: Path, language: str) -> None:
    items = [f"- {BRACKETED[language].format(letter)}" for letter in ("Alpha", "Beta", "Gamma")]

    plan = read_text(
        tmp_path,
        "plan.md",
        "\n".join([f"# {TITLES[language]}", "", PROSE[language], "", *items, ""]),
    )

    assert [len(action.participations) for action in plan.actions] == [1, 1, 1]
    assert [len(action.deadlines) for action in plan.actions] == [1, 1, 1]
    assert not any("(" in title for title in titles(plan))


@pytest.mark.parametrize(
    "text",
    [
        "# Coastal Action Plan\n\n## Further reading\n\n- Sea level rise (Met Office, 2019)\n"
        "- Erosion survey (Environment Agency, 2021)\n- Sea walls (Ministry of Transport, 2020)\n",
        "# Coastal Action Plan 2027\n\n- Sea level rise (Met Office, June 2019)\n"
        "- Erosion survey (Environment Agency, 2021)\n- Sea walls (Ministry of Transport, 2020)\n",
        "# Action plan: how it was made\n\n- First meeting (Town Office, 12 March 2025)\n"
        "- Workshop (Education Office, 3 May 2025)\n- Hearing (City Council, 9 June 2025)\n",
        "# Coastal survey\n\n- Mend the wall (Harbour Office, June 2027)\n"
        "- Paint the lamps (Harbour Office, 2028)\n- Dredge the port (Port Board, ongoing)\n",
        "# Summer events 2027\n\n**Concert.** When: 12 June 2027. Where: Park. Who: Town Band.\n\n"
        "**Boat race.** When: 20 June 2027. Where: Harbour. Who: Boat Club.\n",
        "# Vacancies\n\n## Gardener\n\nDepartment: Parks Department\n\nDeadline: 1 June 2027\n\n"
        "## Clerk\n\nDepartment: Finance Department\n\nDeadline: 5 June 2027\n",
        "# Action Plan on Noise: minutes\n\nChair: Anna Smith Date: 12 March 2027\n\n"
        "Action: none. Responsible: all. Deadline: open.\n\n"
        "Action: send letters. Responsible: Clerk. Deadline: May 2027.\n",
        "# Annual report on the Harbour Action Plan\n\n- Wall mended (Harbour Office, June 2027)\n"
        "- Lamps painted (Harbour Office, 2027)\n- Port dredged (Port Board, May 2027)\n",
        "# Jahresbericht zum Aktionsplan\n\n- Kai ausgebessert (Hafenamt, Juni 2027)\n"
        "- Lampen gestrichen (Hafenamt, 2027)\n- Boote gezählt (Hafenamt, Mai 2027)\n",
    ],
    ids=[
        *("sources", "before the plan", "events", "no plan", "what is on", "vacancies", "minutes"),
        *("report", "German report"),
    ],
)
def test_lists_that_look_like_it_are_no_actions(tmp_path: Path, text: str) -> None:
    with pytest.raises(PlanGraphError):
        read_text(tmp_path, "plan.md", text)
