"""Texts beside one another: which are one text, which are versions, and which passage of one answers to which of the other."""
