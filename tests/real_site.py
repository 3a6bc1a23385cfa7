"""The static site of the real plan, written once for all tests that look at it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from plan_graph.pages.static_site import write_site
from real_store import real_build

ADDRESS = "https://plans.example.org/here/"


@cache
def real_site() -> Path:
    """Write the site beside the build; it goes when the tests end."""
    target = real_build().parent / "site"
    write_site(real_build(), target, ADDRESS)
    return target
