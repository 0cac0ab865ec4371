// One import for programs that predict: pictures, engines, models, and errors that explain themselves.
@_exported public import Diagnosis
@_exported public import Imaging
@_exported public import Inference
@_exported public import Vision
