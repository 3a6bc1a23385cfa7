"""A heading that asks announces what it asks for, in every language; one that asks how does not."""

from __future__ import annotations

import pytest

from plan_graph.language import wording
from plan_graph.language.columns import announced

ASKED = {
    "bg": {"Какво ще направим?": "action", "Кой отговаря?": "responsible", "Колко?": "amount"},
    "cs": {"Co uděláme?": "action", "Kdo odpovídá?": "responsible", "Za kolik?": "amount"},
    "da": {"Hvad gør vi?": "action", "Hvor meget?": "amount", "For hvem?": "target_group"},
    "de": {"Was ist zu tun?": "action", "Was kostet es?": "amount", "Für wen?": "target_group"},
    "el": {"Τι θα κάνουμε;": "action", "Πόσο κοστίζει;": "amount", "Για ποιον;": "target_group"},
    "en": {"What will be done?": "action", "By when?": "deadline", "For whom?": "target_group"},
    "es": {"¿Qué haremos?": "action", "¿Para cuándo?": "deadline", "¿Para quién?": "target_group"},
    "et": {"Mida teeme?": "action", "Kes vastutab?": "responsible", "Mis ajaks?": "deadline"},
    "fi": {"Mitä tehdään?": "action", "Kuka vastaa?": "responsible", "Paljonko?": "amount"},
    "fr": {"Que faire ?": "action", "D'ici quand ?": "deadline", "Pour qui ?": "target_group"},
    "ga": {"Cad a dhéanfar?": "action", "Le cé?": "partner", "Cé mhéad?": "amount"},
    "hr": {"Što ćemo učiniti?": "action", "Koliko?": "amount", "Za koga?": "target_group"},
    "hu": {"Mit teszünk?": "action", "Meddig?": "deadline", "Mennyibe kerül?": "amount"},
    "it": {"Cosa faremo?": "action", "Entro quando?": "deadline", "Per chi?": "target_group"},
    "lt": {"Ką darysime?": "action", "Iki kada?": "deadline", "Kiek?": "amount"},
    "lv": {"Ko darīsim?": "action", "Kas atbild?": "responsible", "Cik?": "amount"},
    "mt": {"X'se nagħmlu?": "action", "Ma' min?": "partner", "Kemm?": "amount"},
    "nl": {"Wie doet het?": "responsible", "Wat kost het?": "amount", "Voor wie?": "target_group"},
    "pl": {"Co zrobimy?": "action", "Kto odpowiada?": "responsible", "Ile kosztuje?": "amount"},
    "pt": {"O que fazer?": "action", "Quem faz?": "responsible", "Até quando?": "deadline"},
    "ro": {"Ce facem?": "action", "Până când?": "deadline", "Cât costă?": "amount"},
    "sk": {"Čo urobíme?": "action", "Dokedy?": "deadline", "Koľko?": "amount"},
    "sl": {"Kaj bomo storili?": "action", "Koliko stane?": "amount", "Za koga?": "target_group"},
    "sv": {"Vad ska göras?": "action", "Hur mycket?": "amount", "För vem?": "target_group"},
}


@pytest.mark.parametrize("language", ASKED)
def test_a_heading_announces_what_it_asks_for(language: str) -> None:
    own = wording.load(language)

    found = {heading: announced(own, heading).kinds for heading in ASKED[language]}

    assert found == {heading: (kind,) for heading, kind in ASKED[language].items()}


def test_a_word_that_asks_is_no_noun_of_a_longer_heading() -> None:
    longer = {
        "pl": "Ile godzin",
        "nl": "Hoeveel uren",
        "sv": "Hur mycket el",
        "et": "Kui palju aega",
    }

    found = {tag: announced(wording.load(tag), words).kinds for tag, words in longer.items()}

    assert found == dict.fromkeys(longer, ())


def test_directions_of_actions_are_no_actions() -> None:
    assert announced(wording.load("pl"), "Kierunek działań").kinds == ("pillar",)
