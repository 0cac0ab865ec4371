"""Learning: batches with augmentation, which cells answer for which code, the loss, the training loop."""
