"""The knowledge of ontology/ as one frozen object. Each kind of knowledge is read by one module of this package."""
