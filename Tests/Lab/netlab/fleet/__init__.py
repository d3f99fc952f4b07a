"""Thousands of simulated devices in a few processes."""
