"""Linked data from what the Workers' Party of Korea publishes about its conferences."""

__version__ = "0.1.0"
