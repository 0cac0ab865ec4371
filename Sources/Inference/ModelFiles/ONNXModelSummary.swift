import Diagnosis

/// What an ONNX file tells without an engine: versions, producer, parameters, and where its weights are.
///
/// Source: onnx.proto3 (github.com/onnx/onnx), messages ModelProto, GraphProto, NodeProto and TensorProto.
public struct ONNXModelSummary: Sendable, Hashable {
    /// Version of the file format.
    public private(set) var irVersion = 0
    /// Operator set versions by domain; the standard domain is `ai.onnx`.
    public private(set) var opsets: [String: Int] = [:]
    /// The tool that wrote the file, with its version.
    public private(set) var producer = ""
    /// Number of nodes in the main graph.
    public private(set) var nodeCount = 0
    /// How often each operator occurs in the main graph.
    public private(set) var operators: [String: Int] = [:]
    /// Number of trained values: elements of all initialisers.
    public private(set) var parameterCount = 0
    /// Bytes of all initialisers; external ones included.
    public private(set) var parameterBytes = 0
    /// Files beside the model that hold weights, as the model names them.
    public private(set) var externalFiles: [String] = []

    /// Affine parameters by tensor, where the graph quantises an output or dequantises an input.
    private(set) var quantizations: [String: TensorQuantization] = [:]

    /// Reads a model's bytes; weights are skipped, not touched.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - name: How messages name the model.
    /// - Throws: ``InferenceError`` with `model-corrupt` where the bytes are empty, cut off or no ONNX model.
    public init(_ bytes: UnsafeRawBufferPointer, name: String) throws(InferenceError) {
        guard !bytes.isEmpty else {
            throw InferenceError(
                .modelCorrupt, "\(name) is empty", expected: "an ONNX model", found: "0 bytes",
                advice: "download or export it again")
        }
        var graphs: [UnsafeRawBufferPointer] = []
        do throws(InferenceError) {
            graphs = try readModel(bytes)
            try readGraphs(graphs)
        } catch {
            throw InferenceError(
                .modelCorrupt, "\(name) is damaged, cut off or not an ONNX model",
                expected: error.diagnosis.expected, found: error.diagnosis.found,
                advice: "download or export it again", underlying: error)
        }
        guard !graphs.isEmpty, irVersion > 0 else {
            throw InferenceError(
                .modelCorrupt, "\(name) is not an ONNX model", expected: "an IR version and a graph",
                found: "\(bytes.count) bytes without them", advice: "download or export it again")
        }
    }

    /// The standard operator set's version, and others by name: `17, ai.onnx.ml 3`.
    public var opsetText: String {
        let others = opsets.filter { $0.key != "ai.onnx" }.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return ([opsets["ai.onnx"].map(String.init)].compactMap(\.self) + others).joined(separator: ", ")
    }

    /// Scale and zero point with which the graph quantises an output or dequantises an input, where it does.
    package func quantization(of tensor: String) -> TensorQuantization? { quantizations[tensor] }

    /// Gives the graph; protobuf lets a message come in several pieces.
    private mutating func readModel(
        _ bytes: UnsafeRawBufferPointer
    ) throws(InferenceError) -> [UnsafeRawBufferPointer] {
        var reader = ProtobufReader(bytes)
        var graphs: [UnsafeRawBufferPointer] = []
        var version = ""
        while let field = try reader.next() {
            switch field.number {
            case 1: irVersion = field.value.integer
            case 2: producer = field.value.text
            case 3: version = field.value.text
            case 7: graphs.append(field.value.message)
            case 8: try readOpset(field.value.message)
            default: break
            }
        }
        if !version.isEmpty { producer += " " + version }
        return graphs
    }

    private mutating func readOpset(_ bytes: UnsafeRawBufferPointer) throws(InferenceError) {
        var reader = ProtobufReader(bytes)
        var (domain, version) = ("", 0)
        while let field = try reader.next() {
            if field.number == 1 { domain = field.value.text }
            if field.number == 2 { version = field.value.integer }
        }
        opsets[domain.isEmpty ? "ai.onnx" : domain] = version
    }

    private mutating func readGraphs(_ graphs: [UnsafeRawBufferPointer]) throws(InferenceError) {
        var scalars: [String: Float] = [:]
        var affineNodes: [ONNXNode] = []
        for graph in graphs {
            var reader = ProtobufReader(graph)
            while let field = try reader.next() {
                if field.number == 1 {
                    let node = try ONNXNode(field.value.message)
                    nodeCount += 1
                    operators[node.operation, default: 0] += 1
                    if node.isAffine { affineNodes.append(node) }
                } else if field.number == 5 {
                    let tensor = try ONNXInitializer(field.value.message)
                    scalars[tensor.name] = tensor.scalar
                    try count(tensor)
                }
            }
        }
        for node in affineNodes { quantizations.merge(node.quantization(scalars)) { first, _ in first } }
    }

    private mutating func count(_ tensor: ONNXInitializer) throws(InferenceError) {
        let (elements, _) = parameterCount.addingReportingOverflow(tensor.elementCount)
        let (bytes, overflow) = parameterBytes.addingReportingOverflow(tensor.byteCount)
        guard !overflow else { throw ProtobufReader.corrupt("weights of more than 2^63 bytes") }
        (parameterCount, parameterBytes) = (elements, bytes)
        if let file = tensor.externalFile, !externalFiles.contains(file) { externalFiles.append(file) }
    }
}
