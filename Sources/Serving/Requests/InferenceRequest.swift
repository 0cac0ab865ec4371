import JSONText

/// What a request asks the model, in one form for all forms in which it can be asked.
struct InferenceRequest: Sendable {
    /// What goes into the model.
    var input: Input
    /// What counts as a result, and how it is shown.
    var options: RequestOptions

    enum Input: Sendable {
        /// One picture, answered by one result.
        case picture(PictureInput)
        /// Several pictures, answered by a list in which each has a result or an error.
        case pictures([Result<PictureInput, ServingError>])
        /// Tensors by name, answered by tensors.
        case tensors(TensorRequest)
    }
}
