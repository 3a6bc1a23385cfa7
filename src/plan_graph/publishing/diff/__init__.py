"""Two editions of a plan compared: in words for people, and as an RDF patch for stores."""
