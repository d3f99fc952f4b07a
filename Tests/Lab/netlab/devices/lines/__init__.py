"""Configurations of indented lines, in which a word such as ``no`` or ``undo`` takes a line back."""
