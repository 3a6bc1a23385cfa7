"""Turn government action plans into knowledge graphs that people can query, trust and publish.

What `__all__` names is the public interface. A change to it that programs notice is told one
minor version before, by a DeprecationWarning and in the changelog; anything else may change.

>>> from plan_graph import Graph
>>> Graph.questions()["actions-by-ministry"]
'For how many actions is each ministry accountable?'
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = [
    "DataError",
    "DocumentError",
    "EndpointError",
    "FaultError",
    "Graph",
    "OutputError",
    "PlanGraphError",
    "QueryError",
    "ReadingError",
    "UnknownThingError",
    "UsageError",
    "__version__",
    "build",
    "diff",
    "read",
    "validate",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from plan_graph.asking.client import Graph
    from plan_graph.building.library import build, diff, read, validate
    from plan_graph.errors import (
        DataError,
        DocumentError,
        EndpointError,
        FaultError,
        OutputError,
        PlanGraphError,
        QueryError,
        ReadingError,
        UnknownThingError,
        UsageError,
    )


def __getattr__(name: str) -> object:
    """Load what is asked for: each command needs only a part of it, and that quickly."""
    from importlib import import_module  # noqa: PLC0415

    if name not in __all__:
        raise AttributeError(f"module 'plan_graph' has no attribute '{name}'")
    if name == "Graph":
        home = "asking.client"
    else:
        home = "errors" if name.endswith("Error") else "building.library"
    return getattr(import_module(f"plan_graph.{home}"), name)
