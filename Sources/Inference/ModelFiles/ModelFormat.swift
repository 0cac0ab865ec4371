/// The model file formats that are told apart by their first bytes.
public enum ModelFormat: String, Sendable, Hashable, Codable, CaseIterable {
    /// ONNX protobuf.
    case onnx
    /// ONNX Runtime's FlatBuffers format.
    case ort
    /// TensorFlow Lite's FlatBuffers format.
    case liteRT = "tflite"

    /// Tells a format by the FlatBuffers identifier at byte 4 (`ORTM`, `TFL3`); everything else is taken for ONNX,
    /// which has no signature.
    public init(sniffing bytes: UnsafeRawBufferPointer) {
        let identifier = bytes.count >= 8 ? Array(bytes[4..<8]) : []
        self =
            switch identifier {
            case Array("ORTM".utf8): .ort
            case Array("TFL3".utf8): .liteRT
            default: .onnx
            }
    }
}
