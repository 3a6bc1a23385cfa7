"""Whatever stands in a settings file, it is taken or refused in one line that names the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_graph.errors import DataError
from plan_graph.language import register
from plan_graph.publishing.catalogue.settings import load
from plan_graph.reading.source import open_source

VALUES = ("1", "1.5", "true", "[]", "[1]", "{}", "{ a = 1 }", "[{ a = 1 }]", "2030-01-01", '" "')
"""One of each kind that TOML has, none of which is words."""
BODY = {"en": '"Port Office"', "kind": '"agency"', "parent": '"B"', "aliases": '["Port"]'}
PARENTS = '{ parent = "B", valid_from = 2030-01-01, source = "a law" }'
PLAN = {
    "document": '"plan.md"',
    "identifier": '"harbour"',
    "language": '"en"',
    "register": '"ro"',
    "wording": '"words.toml"',
    "strategy": '{ en = "Harbour strategy" }',
    "subjects": '["https://example.org/x"]',
    "spatial": '"https://example.org/y"',
    "corrections": '"c.xlsx"',
    "monitoring": '"m.xlsx"',
    "columns": '{ Task = "action" }',
}
TAKEN = {("subjects", "[]"), ("columns", "{}"), ("aliases", "[]")}
"""What may be empty."""


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("key", PLAN)
def test_a_value_of_another_kind_in_plan_toml_is_refused(
    tmp_path: Path, key: str, value: str
) -> None:
    write(tmp_path / "plan.toml", PLAN | {key: value})

    if (key, value) in TAKEN:
        open_source(tmp_path)
        return
    with pytest.raises(DataError) as caught:
        open_source(tmp_path)

    assert f"{tmp_path.name}/plan.toml: " in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("key", [*BODY, "parents"])
def test_a_value_of_another_kind_in_a_register_is_refused(
    tmp_path: Path, key: str, value: str
) -> None:
    file = tmp_path / "bodies.toml"
    body = ", ".join(f"{name} = {said}" for name, said in (BODY | {key: value}).items())
    write(
        file,
        {
            "identifier": '"x"',
            "bodies": f'{{ A = {{ {body} }}, B = {{ en = "Harbour", kind = "agency" }} }}',
        },
    )

    if (key, value) in TAKEN | {("parents", "[]")}:
        register.load(str(file))
        return
    with pytest.raises(DataError) as caught:
        register.load(str(file))

    assert f"{tmp_path.name}/bodies.toml: 'bodies.A.{key}" in str(caught.value)


@pytest.mark.parametrize("value", VALUES)
def test_bodies_that_are_no_table_are_refused(tmp_path: Path, value: str) -> None:
    file = tmp_path / "bodies.toml"
    write(file, {"identifier": '"x"', "bodies": value})

    if value == "{}":
        assert register.load(str(file)).entries == {}
        return
    with pytest.raises(DataError, match="'bodies"):
        register.load(str(file))


def test_a_key_that_is_none_is_refused_with_those_there_are(tmp_path: Path) -> None:
    write(tmp_path / "plan.toml", PLAN | {"documnt": '"plan.md"'})

    with pytest.raises(DataError, match=r"'documnt' is no setting here; use .*document"):
        open_source(tmp_path)


def test_a_parent_has_a_name_and_days(tmp_path: Path) -> None:
    file = tmp_path / "bodies.toml"
    entries = f'en = "Port", kind = "agency", parents = [{PARENTS}]'
    write(
        file,
        {
            "identifier": '"x"',
            "bodies": f'{{ A = {{ {entries} }}, B = {{ en = "Town", kind = "agency" }} }}',
        },
    )

    (parent,) = register.load(str(file)).entries["A"].parents

    assert (parent.code, str(parent.valid_from), parent.source) == ("B", "2030-01-01", "a law")


@pytest.mark.parametrize("content", [b"a = ", b"a = '\xff'"])
def test_what_is_no_toml_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "catalogue.toml"
    file.write_bytes(content)

    with pytest.raises(DataError, match=r"catalogue\.toml: is no TOML"):
        load(file)


def write(file: Path, settings: dict[str, str]) -> None:
    file.write_text("".join(f"{key} = {value}\n" for key, value in settings.items()), "utf-8")


@pytest.mark.parametrize("file", ["plan.toml", "translations.ro.json"])
def test_a_control_character_is_refused(tmp_path: Path, file: str) -> None:
    strategy = '{ en = "Harbour\\u0007" }' if file == "plan.toml" else '{ en = "Harbour" }'
    write(tmp_path / "plan.toml", PLAN | {"strategy": strategy})
    label = '{"action": {"1": {"en": "Dredge the port", "ro": "Dragare\\u001b[31m"}}}'
    if file != "plan.toml":
        (tmp_path / file).write_text(label, encoding="utf-8")

    with pytest.raises(DataError, match=rf"{file}.*holds a control character"):
        open_source(tmp_path)
