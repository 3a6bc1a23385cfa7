"""Let `python -m plan_graph` be the command."""

import sys

from plan_graph.cli import main

sys.exit(main())
