"""Networks that are chosen, projected and measured: what `wpkgraph view`, `project` and `analyse` work with."""
