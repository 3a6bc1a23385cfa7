"""The catalogue: settings of a publisher, DCAT-AP out of them, and a check of any catalogue."""
