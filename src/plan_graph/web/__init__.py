"""The web server: SPARQL protocol, graph store, linked data; read-only unless told otherwise.

The process that speaks HTTP never parses a query of a stranger and never evaluates one. It
looks at the words of a query (`guard`), and hands it to a confined worker process (`pool`,
`worker`, `confine`), which may be killed at any time without harm to anybody else.
"""
