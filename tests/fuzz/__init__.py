"""Documents changed at random."""
