"""Export: ONNX in 32-bit floats and in 8-bit integers, and the manifest beside it."""
