"""Toy models for tests and examples of other tasks: small, quick to train, from the same renderer."""
