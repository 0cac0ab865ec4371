"""Generators of the fixture models, one family of fixtures a module."""
