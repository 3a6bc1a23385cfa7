"""The web server: SPARQL protocol, graph store, linked data; read-only unless told otherwise.

The process that speaks HTTP never parses a query of a stranger and never evaluates one. It
looks at the words of a query (`sparql.guard`), and hands it through the `pool` to a confined
`worker` process, which may be killed at any time without harm to anybody else.
"""
