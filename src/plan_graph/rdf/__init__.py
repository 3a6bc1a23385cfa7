"""A plan to triples, their serialisations, and RDF files of strangers."""
