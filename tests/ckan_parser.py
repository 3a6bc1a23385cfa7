"""Print what CKAN's harvester makes of a catalogue; runs in an environment that has CKAN.

Usage: python ckan_parser.py FILE FORMAT
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(file: str, syntax: str) -> None:
    """Print licence, tags and resources of each dataset as JSON."""
    from ckanext.dcat.processors import RDFParser  # noqa: PLC0415 - only there

    parser = RDFParser()
    parser.parse(Path(file).read_text(encoding="utf-8"), syntax)
    datasets = [
        {
            "licence": dataset["license_id"],
            "tags": [tag["name"] for tag in dataset["tags"]],
            "resources": [[r["uri"], r["url"], r["size"]] for r in dataset["resources"]],
        }
        for dataset in parser.datasets()
    ]
    print(json.dumps(datasets))


if __name__ == "__main__":
    main(*sys.argv[1:])
