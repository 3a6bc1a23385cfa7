"""Excel workbooks (.xlsx, .xlsm): SpreadsheetML to a document."""
