"""Any SPARQL 1.1 endpoint as an engine, asked through SPARQLWrapper."""
