"""The worker processes, as the server sees them: started, asked, held to their time, replaced."""
