"""Print constraints that make pip install the lowest versions that pyproject.toml declares.

What only the tests need is held at the versions of constraints.txt, which they are written for.
"""

import re
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = (HERE / "constraints.txt").read_text(encoding="utf-8").splitlines()
REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(\[.*\])?(>=(?P<lowest>[\w.]+))?")


def main() -> None:
    """Print a line for each package."""
    extras = dict(PROJECT["optional-dependencies"])
    tests = extras.pop("test")
    ours = [*PROJECT["dependencies"], *(line for group in extras.values() for line in group)]
    tools = {_name(line) for line in tests} - {_name(line) for line in ours}
    for line in dict.fromkeys(ours):
        if (found := REQUIREMENT.match(line)) and found["lowest"]:
            print(f"{found['name']}=={found['lowest']}")
    for line in PINS:
        if _name(line) in tools:
            print(line)


def _name(line: str) -> str:
    found = REQUIREMENT.match(line)
    return re.sub(r"[-_.]+", "-", found["name"]).lower() if found else ""


if __name__ == "__main__":
    main()
