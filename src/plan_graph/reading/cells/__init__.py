"""One kind of cell to values, one module a kind."""
