"""Word documents (.docx, .docm): WordprocessingML to a document."""
