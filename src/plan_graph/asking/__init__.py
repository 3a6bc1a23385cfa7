"""Questions to a graph: named queries, the store, remote endpoints, answers and charts."""
