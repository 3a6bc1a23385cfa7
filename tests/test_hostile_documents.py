"""Documents that mean harm, in every format, are one line; tests/hostile_documents.py has more."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostile_documents import CHEAP, DOCUMENTS
from plan_graph.cli import main


@pytest.mark.parametrize("name", CHEAP)
def test_a_document_that_means_harm_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    DOCUMENTS[name]()(tmp_path / name)

    status = main(["read", str(tmp_path / name)])

    said = capsys.readouterr().err.splitlines()
    assert (status, len(said)) == (2, 1)
    assert said[0].startswith(f"plan-graph: {name}")


def test_a_pdf_that_needs_too_much_memory_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    DOCUMENTS["fax.pdf"]()(tmp_path / "fax.pdf")

    status = main(["read", str(tmp_path / "fax.pdf")])

    assert status == 2
    assert "needs more memory" in capsys.readouterr().err


@pytest.mark.parametrize("signs", ["\u201e", "*", "\n\n", "a and "])
def test_a_cell_of_signs_takes_no_longer_than_one_of_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], signs: str
) -> None:
    long = signs * (40_000 // len(signs))
    rows = [
        "Action,Responsible,Deadline,Budget",
        "Mend the well,Office of Wells,2027-03,900 EUR",
        f'Plant the lime trees,"a {long} b","a {long} b","a {long} b"',
    ]
    (tmp_path / "signs.csv").write_text("\n".join(rows), encoding="utf-8")

    main(["read", str(tmp_path / "signs.csv")])

    assert "takes more than" not in capsys.readouterr().err


def test_a_column_of_numbered_actions_takes_no_longer_than_one_of_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"Action {number}\n" for number in range(11_000))
    (tmp_path / "numbers.csv").write_text(rows, encoding="utf-8")

    main(["read", str(tmp_path / "numbers.csv")])

    assert "no action table found" in capsys.readouterr().err
