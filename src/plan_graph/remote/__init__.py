"""Any SPARQL 1.1 endpoint as an engine, asked through SPARQLWrapper."""

from plan_graph.remote.endpoint import Endpoint, Versions

__all__ = ["Endpoint", "Versions"]
