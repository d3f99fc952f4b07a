"""Simulated devices of many vendors: one small module a platform, over a few engines for the ways to configure."""
