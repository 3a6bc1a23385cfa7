"""What a CKAN portal makes of the catalogue, by the parser of its own harvester.

CKAN needs an environment of its own; the test is skipped where there is none:

    python3.11 -m venv .venv-ckan
    .venv-ckan/bin/pip install ckanext-dcat 'ckan[requirements]'
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

PYTHON = Path(__file__).parents[1] / ".venv-ckan" / "bin" / "python"
SCRIPT = Path(__file__).parent / "ckan_parser.py"
# CKAN's tag validator: letters and digits of any script, space, hyphen, underscore, full stop.
TAG = re.compile(r"[\w\-. ]{2,100}")

pytestmark = pytest.mark.skipif(
    not PYTHON.exists(), reason="there is no environment with CKAN in .venv-ckan"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ckan")
    command = [sys.executable, "-m", "plan_graph", "build"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "build"


@pytest.mark.parametrize(
    ("ending", "syntax"), [("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld")]
)
def test_ckan_harvests_one_dataset_with_its_licence_files_and_tags(
    built: Path, ending: str, syntax: str
) -> None:
    command = [str(PYTHON), "-W", "ignore", str(SCRIPT), str(built / f"catalogue.{ending}"), syntax]

    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout

    (dataset,) = json.loads(answer)
    assert dataset["licence"] == "cc-by"
    assert len(dataset["tags"]) == 12
    assert all(TAG.fullmatch(tag) for tag in dataset["tags"])
    assert len(dataset["resources"]) == 6
    for uri, url, size in dataset["resources"]:
        assert uri
        assert size == (built / "ro-thb-2021-2022" / url.rpartition("/")[2]).stat().st_size
