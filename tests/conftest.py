"""Let test modules import their helpers, which lie beside them; servers that they share."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))

from oxigraph_server import oxigraph_server as run_oxigraph
from servers import Server
from virtuoso import virtuoso as run_virtuoso

# A machine that is busy is no fault of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

_HELPERS = frozenset({"browsing", "serving", "servers", "direct_worker", "playwright.sync_api"})
"""A test module that takes anything from one of these runs servers or a browser."""
_ENGINES = frozenset({"virtuoso", "oxigraph"})
_LONG = frozenset({
    "test_any_text", "test_bad_input", "test_batch", "test_binding", "test_catalogue",
    "test_catalogue_check", "test_ckan", "test_consistency", "test_fast_validation", "test_hermit",
    "test_hostile_words", "test_notebook", "test_output", "test_page_contents", "test_readme",
    "test_review", "test_site", "test_without_extras",
})  # fmt: skip
"""These run many processes, Java, a second validator, or all pages of a site."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what `make check` leaves out."""
    for item in items:
        if _is_slow(item):
            item.add_marker("slow")


def _is_slow(item: pytest.Item) -> bool:
    module = getattr(item, "module", None)
    taken = {getattr(each, "__module__", "") for each in vars(module).values()} if module else set()
    engines = _ENGINES.intersection(getattr(item, "fixturenames", ()))
    return bool(taken & _HELPERS or engines or item.path.stem in _LONG)


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server
