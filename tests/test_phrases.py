"""Every text of the surface stands in the files of the languages; more languages need no code."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from lxml.html import document_fromstring

from plan_graph.asking.queries.engine import Engine
from plan_graph.errors import DataError
from plan_graph.pages.layout import render
from plan_graph.pages.site import Site, Visit
from plan_graph.pages.words import counted
from plan_graph.phrases import ENVIRONMENT, languages, packed, phrase, said, texts, unpacked
from plan_graph.phrases.translation import check
from plan_graph.resources import folder
from used_phrases import FACES, SHIPPED, asked, is_module, keys, matching

ENGLISH = keys("en")
SEEN = (
    "pages.", "answers.", "checking.", "common.", "diff.", "ontology.",
    "asking.queries.no_such", "asking.naming.", "asking.binding.",
    "publishing.columns.", "publishing.files.",
    "workbooks.review.", "workbooks.template.", "workbooks.monitoring.",
    "workbooks.entered_values.", "workbooks.entries.", "building.correcting.", "web.edit.",
    "web.endpoint.", "web.navigation.", "web.guard.", "web.query.", "web.scheduling.query",
)  # fmt: skip
"""What stands on pages and in what is published for people; all else may be in English only."""
TRANSLATED = [tag for tag in languages() if tag != "en"]


def test_every_text_that_is_asked_for_is_there_in_english() -> None:
    single, whole = asked()
    tables = {key.rpartition(".")[0] for key in ENGLISH} | set(FACES)
    known = set(ENGLISH) | tables | {table.rpartition(".")[0] for table in tables}

    missing = {key for key in single | whole if not matching(key, known) and not is_module(key)}

    assert missing == set()


def test_every_text_is_asked_for() -> None:
    single, whole = asked()
    used = set().union(*(matching(key, set(ENGLISH)) for key in single))

    unused = {
        key
        for key in set(ENGLISH) - used
        if not any(key == table or key.startswith(f"{table}.") for table in whole)
    }

    assert unused == set()


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("face", FACES)
def test_a_language_says_what_english_says(language: str, face: str) -> None:
    file = SHIPPED / language / f"{face}.toml"
    english = tomllib.loads((SHIPPED / "en" / file.name).read_text(encoding="utf-8"))
    own = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}

    check(own, english, str(file))


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_publishers_and_visitors_see_is_all_translated(language: str) -> None:
    seen = {key for key in ENGLISH if key.startswith(SEEN)}

    assert seen - set(keys(language)) == set()


@pytest.mark.parametrize("language", ["en", "ro"])
def test_every_country_that_a_plan_can_be_of_has_a_name(language: str) -> None:
    text = (folder("data") / "countries.toml").read_text(encoding="utf-8")

    named = texts("pages.countries", language)

    assert isinstance(named, dict)
    assert tomllib.loads(text)["countries"].keys() <= named.keys()


def test_romanian_letters_have_a_comma_below() -> None:
    wrong = [key for key, text in keys("ro").items() if set(str(text)) & set("şţŞŢ")]

    assert wrong == []


def test_a_text_that_a_language_lacks_is_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hu").mkdir()
    (tmp_path / "hu" / "pages.toml").write_text('[site]\nname = "Cselekvési tervek"\n', "utf-8")
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))

    found = phrase("pages.site.name", "hu"), phrase("pages.navigation.data", "hu")

    assert found == ("Cselekvési tervek", "Data")
    assert "hu" in languages()


def test_a_language_has_its_own_rules_for_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cs").mkdir()
    (tmp_path / "cs" / "common.toml").write_text(
        'thousands = " "\n[plural]\none = "i = 1 and v = 0"\nfew = "i = 2..4 and v = 0"\n'
        'other = ""\n',
        "utf-8",
    )
    (tmp_path / "cs" / "pages.toml").write_text(
        '[counted]\nrow = { one = "řádek", few = "řádky", other = "řádků" }\n', "utf-8"
    )
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))

    found = [counted(number, "row", "cs") for number in (1, 3, 5, 1200)]

    assert found == ["1 řádek", "3 řádky", "5 řádků", "1 200 řádků"]


def test_a_further_language_has_pages_charts_and_files_without_any_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hu").mkdir()
    (tmp_path / "hu" / "pages.toml").write_text(
        '[site]\nname = "Cselekvési tervek"\n[start]\ntitle = "A tervek"\n', "utf-8"
    )
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    site = Site(Engine(), "https://plans.example.org/", root="/")

    found = render(Visit(site, "hu", "index"), "start.html", plans=[], can_filter=False)

    page = document_fromstring(found)
    assert page.get("lang") == "hu"
    assert page.findtext(".//title") == "A tervek · Cselekvési tervek"
    assert [link.get("lang") for link in page.iterfind(".//ul[@class='languages']//*[@lang]")] == [
        "en", "hu", "ro",
    ]  # fmt: skip
    assert page.findtext(".//a[@class='skip']") == "Skip to the content"


def test_what_was_said_is_said_again_in_another_language() -> None:
    text = phrase("pages.deadline.by", day=phrase("answers.yes"))

    assert said(text, "ro") == "până la da"


def test_what_a_process_said_is_said_again_in_another() -> None:
    text = phrase("asking.binding.needs_value_for", name="day", hint=phrase("answers.value.date"))

    carried = json.loads(json.dumps(packed(text)))

    assert unpacked(carried) == "needs a value for day; give day=<YYYY-MM-DD>"
    assert (
        said(unpacked(carried), "ro") == "are nevoie de o valoare pentru day; dați day=<AAAA-LL-ZZ>"
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[site]\nname = "a"\nnome = "b"\n', "there is no text 'site.nome'"),
        ('[site]\nname = ["a"]\n', "'site.name' is ['a']; expected a text, as in English"),
        ('[place]\nline = "{number}"\n', "'place.line' names {number}, which"),
        ('[place]\nline = "{line"\n', "double a brace"),
        ('[counted]\nrow = "rows"\n', "'counted.row' needs a text for 'other'"),
        ('[site\nname = "a"\n', "cannot be read as TOML"),
    ],
)
def test_a_faulty_file_of_a_language_is_told_with_its_name_and_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, problem: str
) -> None:
    (tmp_path / "hu").mkdir()
    (tmp_path / "hu" / "pages.toml").write_text(text, "utf-8")
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))

    with pytest.raises(DataError) as caught:
        texts("pages.site.name", "hu")

    assert str(caught.value).startswith(f"{tmp_path / 'hu' / 'pages.toml'}: ")
    assert problem in str(caught.value)
