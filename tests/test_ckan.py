"""What a CKAN portal makes of the catalogue, by the parser of its own harvester.

`make test` gives CKAN an environment of its own; where it cannot be had, the tests are skipped.
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
FILES = ("plan.ttl", "plan.nt", "plan.rdf", "plan.jsonld", "plan.csv", "inferred.nt")
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
def test_ckan_harvests_each_dataset_with_its_licence_files_and_tags(
    built: Path, ending: str, syntax: str
) -> None:
    command = [str(PYTHON), "-W", "ignore", str(SCRIPT), str(built / f"catalogue.{ending}"), syntax]

    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout

    datasets = json.loads(answer)
    files = [url.rpartition("/")[2] for each in datasets for _, url, _ in each["resources"]]
    assert sorted(files) == sorted(FILES)
    for dataset in datasets:
        assert dataset["licence"] == "cc-by"
        assert len(dataset["tags"]) == 12
        assert all(TAG.fullmatch(tag) for tag in dataset["tags"])
        for uri, url, size in dataset["resources"]:
            assert uri
            assert size == (built / "ro-thb-2021-2022" / url.rpartition("/")[2]).stat().st_size
