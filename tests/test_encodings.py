"""A text is read in the encoding that it is in, whatever language and code page that is."""

from __future__ import annotations

import pytest

from plan_graph.documents.decode import decode
from plan_graph.language.recognition import Languages

ALL = Languages.all()
TEXTS = {
    "cs": "Opatření,Termín,Gestor\nZřídit poradnu pro řidiče,do roku 2027,Úřad jízdních řádů\n",
    "hu": "Intézkedés,Határidő,Felelős\nÚj műhely nyílik a folyóparti őrök számára,2027,Őrség\n",
    "pl": "Działanie,Termin,Odpowiedzialny\nOdnowić ścieżkę nad rzeką i źródło,2027,Urząd Gór\n",
    "ro": "Acţiune,Termen,Responsabil\nÎnfiinţarea unei şcoli pentru ţărani,2027,Oficiul\n",
    "lt": "Priemonė,Terminas,Atsakingas\nĮrengti žvejų prieplauką ir šviesų kelią,2027,Tarnyba\n",
    "lv": "Pasākums,Termiņš,Atbildīgais\nIerīkot gājēju ceļu un mežu šķūni,2027,Ceļu pārvalde\n",
    "et": "Tegevus,Tähtaeg,Vastutaja\nEhitada jõe äärde uus õpikoda ja jälgida seda,2027,Jõeamet\n",
    "el": "Δράση,Προθεσμία,Υπεύθυνος\nΝα ανοίξει σχολή για τους ψαράδες,2027,Λιμεναρχείο\n",
    "bg": "Мярка,Срок,Отговорник\nДа се отвори работилница за рибари,2027,Служба за реките\n",
    "fr": "Action,Échéance,Responsable\nRéparer la jetée pour les pêcheurs,2027,Régie\n",
    "de": "Maßnahme,Frist,Zuständig\nDie Brücke für Fußgänger öffnen,2027,Straßenamt\n",
    "mt": "Azzjoni,Skadenza,Responsabbli\nTinfetaħ għassa għall-ħaddiema taż-żona,2027,Aġenzija\n",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *(("cs", "cp1250"), ("cs", "iso-8859-2"), ("hu", "cp1250"), ("hu", "iso-8859-2")),
        *(("pl", "cp1250"), ("pl", "iso-8859-2"), ("ro", "cp1250"), ("lt", "cp1257")),
        *(("lv", "cp1257"), ("lv", "iso-8859-13"), ("et", "cp1252"), ("el", "cp1253")),
        *(("el", "iso-8859-7"), ("bg", "cp1251"), ("fr", "cp1252"), ("de", "cp1252")),
        *(("mt", "iso-8859-3"), ("bg", "utf-16"), ("el", "utf-8")),
    ],
)
def test_a_text_is_read_in_the_code_page_that_makes_sense(language: str, encoding: str) -> None:
    text = TEXTS[language]

    assert decode("plan.csv", text.encode(encoding), ALL) == text


def test_what_is_declared_decides_where_it_is_an_encoding_of_texts() -> None:
    data = "„Straße“".encode("cp1252")

    assert decode("a.html", data, ALL, declared="iso-8859-1") == "„Straße“"
    assert decode("a.html", "Straße".encode(), ALL, declared="punycode") == "Straße"
