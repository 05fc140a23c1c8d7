"""How good a graph is: it is compared with annotations, kind of fact by kind of fact, and every error is shown."""
