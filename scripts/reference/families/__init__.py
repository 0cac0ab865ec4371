"""Each detector family's own way from picture to tensor and from raw outputs to boxes, in numpy and torchvision.

A decoder takes the model's outputs (a list of arrays), a `Fit` and `Options`, and returns rows of
`x1, y1, x2, y2, score, class` in pixels of the original picture, best score first.
"""
