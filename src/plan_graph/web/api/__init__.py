"""The named queries over HTTP, and their description in OpenAPI."""
