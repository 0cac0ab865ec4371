/// A model's file, mapped and looked through once.
package struct ModelFile: Sendable {
    /// The file's path as it was given.
    package let path: String
    /// The file format.
    package let format: ModelFormat
    /// What an ONNX file tells without an engine; `nil` for ORT's own format, which is no protobuf.
    package let summary: ONNXModelSummary?
    /// The file's contents.
    let mapping: MappedFile

    /// The file's size in bytes, without weights in files of their own.
    package var byteCount: Int { mapping.byteCount }

    /// Maps a file and reads what it tells; weights are skipped, not touched.
    ///
    /// - Throws: ``InferenceError`` with `model-not-found`, `model-corrupt`, `model-unsupported`, or with
    ///   `model-data-missing` or `model-invalid` where its weights are in other files that are not there or not its own.
    package init(path: String) throws(InferenceError) {
        let mapping = try MappedFile(path: path)
        self.path = path
        self.mapping = mapping
        (format, summary) = try mapping.withBytes { bytes throws(InferenceError) in
            (ModelFormat(sniffing: bytes), try ONNXModelSummary(of: bytes, name: path))
        }
        try summary?.checkExternalData(ofModelAt: path)
    }
}

extension ONNXModelSummary {
    /// The summary of an ONNX model, or `nil` for one in ORT's own format.
    ///
    /// - Throws: ``InferenceError`` with `model-corrupt`, or with `model-unsupported` for a TensorFlow Lite model.
    init?(of bytes: UnsafeRawBufferPointer, name: String) throws(InferenceError) {
        switch ModelFormat(sniffing: bytes) {
        case .ort: return nil
        case .onnx: try self.init(bytes, name: name)
        case .liteRT:
            throw InferenceError(
                .modelUnsupported, "\(name) is a TensorFlow Lite model", expected: "an ONNX model",
                advice: "convert it: python -m tf2onnx.convert --tflite model.tflite --output model.onnx")
        }
    }
}
