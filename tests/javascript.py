"""Programs of Node with packages, which `.ci/npm/package.json` names and `make test` installs."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

PACKAGES = Path(__file__).parent.parent / ".npm"


def run(command: Sequence[str | Path]) -> str:
    """Return what a program prints; one that fails shows its last words."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stdout
