"""Print what CKAN's harvester makes of a catalogue; runs in an environment that has CKAN.

Usage: python ckan_parser.py FILE FORMAT
"""

import json
import sys
from pathlib import Path

from ckanext.dcat.processors import RDFParser

parser = RDFParser()
parser.parse(Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2])
print(
    json.dumps(
        [
            {
                "licence": dataset["license_id"],
                "tags": [tag["name"] for tag in dataset["tags"]],
                "resources": [[r["uri"], r["url"], r["size"]] for r in dataset["resources"]],
            }
            for dataset in parser.datasets()
        ]
    )
)
