"""Pictures for papers, drawn by matplotlib (the extra "plot"): what `wpkgraph plot` draws."""
