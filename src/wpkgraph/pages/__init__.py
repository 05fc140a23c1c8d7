"""Pages about everything in a graph: the same functions serve them over HTTP and write them as files."""
