"""Templates and the small helpers that show the graph to people."""
