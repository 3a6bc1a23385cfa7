"""The program `plan-graph`, also as `python -m plan_graph`."""

import gc
import sys


def program() -> int:
    """Run the command line once and give its exit status.

    An answer is there in a few dozen milliseconds, of which the search for garbage would
    take a tenth: it is made rare, and at the end, where all is given back anyway, left out.
    """
    gc.set_threshold(100_000)
    from plan_graph.cli import main  # noqa: PLC0415

    status = main()
    gc.freeze()
    return status


if __name__ == "__main__":
    sys.exit(program())
