"""Let test modules import their helpers, which lie beside them; servers that they share."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))

from javascript import PACKAGES
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
    "test_any_text", "test_bad_input", "test_batch", "test_beginning", "test_binding",
    "test_budget", "test_build_folders", "test_catalogue", "test_catalogue_check", "test_ckan",
    "test_consistency", "test_diff", "test_drawing", "test_dumps", "test_editing",
    "test_every_number", "test_exchange",
    "test_fast_validation", "test_faults", "test_feed", "test_hermit", "test_hostile_documents",
    "test_hostile_servers", "test_hostile_words", "test_languages", "test_layout_generator",
    "test_libreoffice", "test_notebook", "test_output", "test_owl", "test_page_contents",
    "test_page_numbers", "test_parquet", "test_plan_document", "test_planted_faults", "test_readme",
    "test_review", "test_scans", "test_site", "test_store_loading", "test_verification",
    "test_w3id", "test_without_extras",
})  # fmt: skip
"""These run many processes, Java, a second validator, models that see letters, or all pages."""
_LONG_TESTS = frozenset({
    "test_both_reasoners_give_the_same_statements_about_a_generated_graph",
    "test_both_reasoners_give_the_same_statements_about_a_small_plan",
    "test_both_reasoners_give_the_same_statements_about_the_real_plan",
    "test_more_cells_than_a_plan_has_are_refused_while_they_are_read",
    "test_the_official_style_guide_finds_no_violation_in_the_core",
    "test_values_of_any_kind_anywhere_are_findings_and_never_an_error",
})  # fmt: skip
"""The longest of other modules: the reference reasoner and validator, a sheet of 200,000 cells."""


_PROGRAMS = (
    "R package SPARQL", "apache2", "chromium", "java", "javac", "nginx", "npm packages", "openssl",
    "owlapi", "rapper", "soffice", "systemd-analyze", "virtuoso-t",
)  # fmt: skip
"""What some tests need beside Python; `.ci/packages` installs it where there is apt-get."""
_PATH = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"
_LIBRARIES = {
    "R package SPARQL": Path("/usr/lib/R/site-library/SPARQL"),
    "npm packages": PACKAGES / "node_modules",
    "owlapi": Path("/usr/share/java/owlapi-apibinding.jar"),
}
"""Those of them that are no programs, and where they are."""
_REFUSABLE = frozenset({"npm packages"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark as slow what `make check` leaves out, and leave out what cannot run here."""
    for item in items:
        if _is_slow(item):
            item.add_marker("slow")
    absent = _absent()
    left_out = {item for item in items if absent & _needed(item)}
    if left_out:
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]


def pytest_report_header() -> str:
    """Say at the beginning what is not tested."""
    return _told()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end again what was not tested."""
    if told := _told():
        terminalreporter.write_line(told, yellow=True)


def _told() -> str:
    absent = sorted(_absent())
    return f"not there, so what needs it is not tested: {', '.join(absent)}" if absent else ""


def _absent() -> set[str]:
    """Return the programs that are not there; CI must have all but what a registry may refuse."""
    libraries = {name for name, file in _LIBRARIES.items() if not file.exists()}
    if os.environ.get("CI"):
        return libraries & _REFUSABLE
    return libraries | {
        name for name in _PROGRAMS if name not in _LIBRARIES and not which(name, path=_PATH)
    }


def _needed(item: pytest.Item) -> set[str]:
    """Return the programs that a test needs."""
    found = {str(mark.args[0]) for mark in item.iter_markers("needs")}
    if "browsing" in _helpers(item):
        found.add("chromium")
    taken = [*getattr(item, "fixturenames", ())]
    if hasattr(item, "callspec"):
        taken += map(str, item.callspec.params.values())
    if "virtuoso" in taken:
        found.add("virtuoso-t")
    return found


def _is_slow(item: pytest.Item) -> bool:
    engines = _ENGINES.intersection(getattr(item, "fixturenames", ()))
    is_long = item.path.stem in _LONG or item.name.partition("[")[0] in _LONG_TESTS
    return bool(is_long or engines or _helpers(item) & _HELPERS)


def _helpers(item: pytest.Item) -> set[str]:
    """Return the modules that a test's module takes anything from."""
    module = getattr(item, "module", None)
    return {getattr(each, "__module__", "") for each in vars(module).values()} if module else set()


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server
