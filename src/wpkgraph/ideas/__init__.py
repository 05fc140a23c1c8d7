"""Ideas over time: which texts mention a concept, who speaks there, and how two times, texts or events compare."""
