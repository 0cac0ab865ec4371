// One import for programs that predict: pictures, engines and models.
@_exported public import Imaging
@_exported public import Inference
@_exported public import Vision
