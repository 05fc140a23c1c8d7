"""An output folder's graphs into a SPARQL server of others, by the SPARQL 1.1 Graph Store HTTP Protocol."""
