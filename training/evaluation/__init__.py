"""Evaluation of an exported model: mAP on unseen scenes, recall and false positives on real photos."""
