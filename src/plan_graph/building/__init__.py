"""From documents to a publication: one plan or many, only what changed, whole or not at all."""
