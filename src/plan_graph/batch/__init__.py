"""Build many plans together: on all processors, only what changed, whole or not at all."""

from plan_graph.batch.build import Result, build, write
from plan_graph.batch.record import Record
from plan_graph.batch.task import Choices, Failure

__all__ = ["Choices", "Failure", "Record", "Result", "build", "write"]
