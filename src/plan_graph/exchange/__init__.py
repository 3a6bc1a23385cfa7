"""A plan in the formats of others: StratML, workbook, nested JSON; each says what it leaves out."""
