"""Where the product's own ontology, queries and data are: in the wheel, or in a checkout."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def directory(name: str) -> str:
    """Return the path of the folder 'ontology', 'queries' or 'data'.

    Raises:
        FileNotFoundError: If the installation lacks it; install plan-graph again.
    """
    for above in (os.path.join(_PACKAGE, "share"), os.path.dirname(os.path.dirname(_PACKAGE))):
        candidate = os.path.join(above, name)
        if os.path.isdir(candidate):
            return candidate
    raise FileNotFoundError(f"the folder '{name}' of plan-graph is missing; install it again")


def folder(name: str) -> Path:
    """Return the folder as a Path, for all that can wait until pathlib is loaded."""
    from pathlib import Path  # noqa: PLC0415 - takes a tenth of the time of an answer

    return Path(directory(name))
