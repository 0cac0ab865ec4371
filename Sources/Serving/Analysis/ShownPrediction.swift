import Imaging
import JSONText
import Vision

/// A prediction as an answer shows it.
struct ShownPrediction: Sendable {
    /// What the model says.
    var prediction: Prediction
    /// The picture with the results drawn on it, where that was asked for.
    var picture: (encoding: ImageEncoding, bytes: [UInt8])?

    /// Writes the members of the answer; see docs/reference/output.md.
    func write(to writer: inout JSONWriter) throws {
        try writer.members(of: prediction)
        guard let picture else { return }
        writer.member("annotated_type", picture.encoding.mediaType)
        writer.key("annotated_image")
        writer.value(base64: picture.bytes)
    }
}
