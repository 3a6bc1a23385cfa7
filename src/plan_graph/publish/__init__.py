"""Publish a build at a SPARQL endpoint: old or new for every reader, never a mixture."""

from plan_graph.publish.contents import Contents, read_build
from plan_graph.publish.publication import Published, publish

__all__ = ["Contents", "Published", "publish", "read_build"]
