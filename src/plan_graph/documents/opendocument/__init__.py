"""OpenDocument texts and spreadsheets (.odt, .ods) to a document."""
