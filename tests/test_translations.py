"""A label in another language stays with the words that it translates."""

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal

from plan_graph.building.pipeline import convert
from plan_graph.errors import DataError
from plan_graph.reading.source import open_source
from plan_graph.vocab import DCTERMS
from real_plan import PLAN_FOLDER


def english_titles(folder: Path) -> dict[str, str]:
    built = convert(open_source(folder))
    titles = [triple for triple in built.asserted if triple.predicate == DCTERMS.title]
    return {
        str(title.subject).rpartition("/")[2].rstrip(">"): title.object.value
        for title in titles
        if isinstance(title.object, Literal)
        and title.object.language == "en"
        and "/action/" in str(title.subject)
    }


def test_a_changed_action_loses_its_label_and_no_other_gets_it(tmp_path: Path) -> None:
    folder = shutil.copytree(PLAN_FOLDER, tmp_path / "plan")
    text = (folder / "plan.txt").read_text(encoding="utf-8")
    words = "Derularea de activități de informare și consiliere a părințior și elevilor"
    assert text.count(words) == 1
    changed = text.replace(words, "Achiziționarea de autoturisme pentru părinți și elevi")
    (folder / "plan.txt").write_text(changed, encoding="utf-8")

    before, after = english_titles(PLAN_FOLDER), english_titles(folder)

    assert set(before) - set(after) == {"1.1-03"}
    assert after == {code: title for code, title in before.items() if code != "1.1-03"}


@pytest.mark.parametrize(
    "labels",
    [
        {"action": {"1.1-01": "no words beside it"}},
        {"action": {"1.1-01": {"en": "alone"}}},
        {"action": {"1.1-01": {"ro": 1, "en": "x"}}},
        ["action"],
    ],
)
def test_translations_of_another_form_are_refused(tmp_path: Path, labels: object) -> None:
    folder = shutil.copytree(PLAN_FOLDER, tmp_path / "plan")
    (folder / "translations.en.json").write_text(json.dumps(labels), encoding="utf-8")

    with pytest.raises(DataError, match=r"translations\.en\.json: expected"):
        open_source(folder)


def test_a_plan_that_waits_to_be_built_holds_no_labels(tmp_path: Path) -> None:
    folder = shutil.copytree(PLAN_FOLDER, tmp_path / "plan")
    waiting = len(pickle.dumps(open_source(folder)))
    file = folder / "translations.en.json"
    labels = json.loads(file.read_text(encoding="utf-8"))
    labels["action"] |= {f"9.9-{number}": {"ro": "Vorbe", "en": "Words"} for number in range(500)}
    file.write_text(json.dumps(labels), encoding="utf-8")

    source = open_source(folder)

    assert len(pickle.dumps(source)) == waiting
    assert source.translations["en"]["action"]["9.9-499"].label == "Words"
