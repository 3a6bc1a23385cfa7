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
