import Diagnosis
import Inference
import JSONText
import Vision

/// The Open Inference Protocol (KServe v2), over HTTP with JSON.
struct InferenceProtocol: Sendable {
    let service: Service

    /// Answers a path below `/v2`.
    ///
    /// - Throws: ``ServingError`` with `path-unknown`, ``MethodNotAllowed``, and what the model throws.
    func answer(_ parts: [String], _ request: ServiceRequest) async throws -> Analyzer.Outcome {
        switch parts {
        case []: return try read(request, .json(serverMetadata))
        case ["health", "live"]: return try read(request, flag("live", true))
        case ["health", "ready"]: return try read(request, flag("ready", Health(service.models.state).isReady))
        default: break
        }
        guard parts.count >= 2, parts[0] == "models" else { throw ServingError.pathUnknown(request) }
        let model = try await service.models.model()
        guard parts[1] == model.manifest.name else { throw unknownModel(parts[1], known: model.manifest.name) }
        switch Array(parts.dropFirst(2)) {
        case []: return try read(request, .json(metadata(of: model.session, name: parts[1])))
        case ["ready"]: return try read(request, flag("ready", true))
        case ["infer"]:
            try request.allow(["POST"])
            return try await infer(request)
        default: throw ServingError.pathUnknown(request)
        }
    }

    private func infer(_ request: ServiceRequest) async throws -> Analyzer.Outcome {
        let inference = try RequestReader(configuration: service.configuration).read(request)
        guard case .tensors = inference.input else {
            throw ServingError(.inputMissing, "the body has no tensors", expected: #"{"inputs": [{"name", …}]}"#)
        }
        return try await service.analyzer.answer(inference, form: .json)
    }

    private func read(_ request: ServiceRequest, _ response: ServiceResponse) throws -> Analyzer.Outcome {
        try request.allow(["GET", "HEAD"])
        return Analyzer.Outcome(response: response)
    }

    private func flag(_ name: String, _ value: Bool) -> ServiceResponse {
        var writer = JSONWriter()
        writer.object { $0.member(name, value) }
        return value ? .json(writer.bytes) : .unready(writer.bytes)
    }

    private func unknownModel(_ name: String, known: String) -> ServingError {
        ServingError(
            .pathUnknown, "there is no model of this name", expected: known, found: Diagnosis.excerpt(name, limit: 80))
    }
}

// MARK: - Metadata

extension InferenceProtocol {
    private var serverMetadata: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("name", "apus")
            writer.member("version", ApusVersion.current)
            writer.key("extensions")
            writer.array { _ in }
        }
        return writer.bytes
    }

    private func metadata(of session: any InferenceSession, name: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("name", name)
            writer.member("platform", "onnxruntime_onnx")
            writer.key("inputs")
            writer.array { writer in
                for input in session.inputs { write(input, to: &writer) }
            }
            writer.key("outputs")
            writer.array { writer in
                for case .tensor(let output) in session.outputs { write(output, to: &writer) }
            }
        }
        return writer.bytes
    }

    private func write(_ tensor: TensorDescription, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", tensor.name)
            writer.member("datatype", tensor.elementType.protocolName)
            writer.key("shape")
            writer.array { writer in
                for dimension in tensor.dimensions ?? [] { writer.value(dimension.length ?? -1) }
            }
        }
    }
}
