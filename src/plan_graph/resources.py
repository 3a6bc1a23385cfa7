"""Where the product's own ontology, queries and data are: in the wheel, or in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Give the folder 'ontology', 'queries' or 'data'.

    Raises:
        FileNotFoundError: If the installation lacks it; install plan-graph again.
    """
    for candidate in (_PACKAGE / "share" / name, _PACKAGE.parents[1] / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the folder '{name}' of plan-graph is missing; install it again")
