extension PackagePart {
    /// What a file of a package is for, as far as its name tells.
    init?(ofFileAt path: String) {
        let name = path.split(separator: "/").last ?? ""
        let isLibrary = name.hasSuffix(".so") || name.contains(".so.")
        switch true {
        case path.hasPrefix("licenses/"): self = .licenses
        case name == "bootstrap": self = .function
        case isLibrary && (name.contains("onnxruntime") || name.contains("LiteRt") || name.contains("tensorflow")):
            self = .engine
        case isLibrary: self = .libraries
        case [".onnx", ".ort", ".tflite", ".apus.json", ".data"].contains { name.hasSuffix($0) }: self = .model
        default: return nil
        }
    }
}
