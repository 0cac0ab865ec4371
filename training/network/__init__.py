"""The detector: a small convolutional backbone, a two-way feature pyramid and an anchor-free head."""
