"""Configurations of paths that are set and deleted in a candidate and committed as a whole."""
