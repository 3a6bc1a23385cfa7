"""The named queries as tools for AI assistants (Model Context Protocol)."""
