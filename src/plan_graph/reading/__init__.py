"""Tables to a plan: which row is what, and what stands under what."""

from plan_graph.reading.walk import interpret

__all__ = ["interpret"]
