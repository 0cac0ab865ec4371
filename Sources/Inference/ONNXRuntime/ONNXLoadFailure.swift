import Diagnosis

/// Why the engine refused a model, in terms of the model.
///
/// The engine gives nearly every refusal the code 1, so its words decide. They are those of releases 1.23 to 1.28;
/// where later ones differ, the error is less precise and still carries the engine's text.
struct ONNXLoadFailure {
    let failure: ONNXRuntimeFailure
    /// How messages name the model.
    let model: String
    /// What the model's file tells, unless it is in ORT's own format.
    let summary: ONNXModelSummary?

    /// The error to throw.
    var error: InferenceError {
        if failure.mentions("is under development") || failure.mentions("Unsupported model IR version") {
            return error(
                .modelUnsupported, "\(model) needs a newer engine",
                expected: "an opset and IR version that ONNX Runtime knows",
                found: summary.map { "opset \($0.opsetText), IR version \($0.irVersion)" },
                advice: "export the model with an older opset, e.g. opset 17")
        }
        if failure.code == 9 || failure.mentions("is not a registered function/op") {
            return error(
                .modelUnsupported, "\(model) uses an operator that ONNX Runtime does not have",
                advice: "export the model with operators of the standard opset")
        }
        if failure.mentions("External data path does not exist") || failure.mentions("cannot get file size") {
            return error(.modelDataMissing, "weights of \(model) are missing")
        }
        if failure.code == 7 || failure.mentions("ORT model verification failed") {
            return error(
                .modelCorrupt, "\(model) is damaged or cut off", advice: "download or export it again")
        }
        return error(.modelInvalid, "\(model) is not a valid model")
    }

    private func error(
        _ code: InferenceError.Code, _ what: String, expected: String? = nil, found: String? = nil,
        advice: String? = nil
    ) -> InferenceError {
        InferenceError(
            code, what, expected: expected, found: found.map { Diagnosis.excerpt($0) } ?? failure.excerpt,
            advice: advice, underlying: failure)
    }
}
