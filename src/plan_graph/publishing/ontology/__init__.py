"""The documentation of the ontology: pages for people, in both languages, drawn from its files."""
