"""An output folder over HTTP: a SPARQL endpoint, the graphs, and a page for everything."""
