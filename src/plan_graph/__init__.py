"""Turn government action plans into knowledge graphs that people can query, trust and publish."""

__version__ = "0.1.0"
