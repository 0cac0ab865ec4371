"""Draws training scenes: real codes, printed on things, lying in front of backgrounds, seen through a lens."""
