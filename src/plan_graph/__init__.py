"""Turn government action plans into knowledge graphs that people can query, trust and publish.

>>> from plan_graph import Graph
>>> Graph.questions()["actions-by-ministry"]
'For how many actions is each ministry accountable?'
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["Graph", "__version__"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from plan_graph.asking.client import Graph


def __getattr__(name: str) -> object:
    """Load `Graph` when it is asked for: the command line does not need it."""
    if name != "Graph":
        raise AttributeError(f"module 'plan_graph' has no attribute '{name}'")
    from plan_graph.asking.client import Graph  # noqa: PLC0415

    return Graph
