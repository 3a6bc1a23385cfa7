"""The notebook runs from its first cell to its last, and draws its charts."""

from __future__ import annotations

import nbformat
from nbclient import NotebookClient

from plan_graph.resources import folder
from real_store import real_build

NOTEBOOK = folder("data") / "notebooks" / "analysis.ipynb"


def test_the_notebook_runs_on_the_real_plan() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]

    NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(real_build().parent)}}
    ).execute()

    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    charts = [output for output in outputs if "image/svg+xml" in output.get("data", {})]
    assert len(charts) == 4
    assert not [output for output in outputs if output.output_type == "error"]
