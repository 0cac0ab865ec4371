import Diagnosis
import JSONText
import Vision

/// Which part of the service answers a request.
struct Router: Sendable {
    let service: Service

    /// Answers a request.
    ///
    /// - Throws: ``ServingError`` with `path-unknown`, ``MethodNotAllowed``, and what the part throws.
    func answer(_ request: ServiceRequest) async throws -> Analyzer.Outcome {
        if request.method == "OPTIONS" { return Analyzer.Outcome(response: .empty(status: 204)) }
        let parts = request.path.split(separator: "/").map(String.init)
        switch parts.first {
        case nil, "analyze": return try await analysis(parts, request)
        case "jobs": return try await jobs(parts, request)
        case "v2": return try await InferenceProtocol(service: service).answer(Array(parts.dropFirst()), request)
        default: return Analyzer.Outcome(response: try page(parts, request))
        }
    }

    private func analysis(_ parts: [String], _ request: ServiceRequest) async throws -> Analyzer.Outcome {
        guard parts.count <= 1 else { throw ServingError.pathUnknown(request) }
        if parts.isEmpty, request.isReading { return Analyzer.Outcome(response: .json(description)) }
        try request.allow(parts.isEmpty ? ["GET", "HEAD", "POST"] : ["POST"])
        let inference = try RequestReader(configuration: service.configuration).read(request)
        return try await service.analyzer.answer(inference, form: AnswerForm(accept: request.headers["accept"]))
    }

    private func jobs(_ parts: [String], _ request: ServiceRequest) async throws -> Analyzer.Outcome {
        guard let jobs = service.jobs else { throw ServingError.noJobs }
        switch parts.count {
        case 1:
            try request.allow(["POST"])
            return Analyzer.Outcome(response: try await jobs.submit(request))
        case 2:
            try request.allow(["GET", "HEAD"])
            return Analyzer.Outcome(response: try await jobs.status(of: parts[1]))
        default: throw ServingError.pathUnknown(request)
        }
    }

    private func page(_ parts: [String], _ request: ServiceRequest) throws -> ServiceResponse {
        switch parts {
        case ["healthz"]:
            try request.allow(["GET", "HEAD"])
            return Health(service.models.state).response
        case ["openapi.json"]:
            try request.allow(["GET", "HEAD"])
            return .json(OpenAPIDocument(service.configuration).json)
        default: throw ServingError.pathUnknown(request)
        }
    }

    /// What this is, for whoever looks at its address.
    private var description: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("service", "apus")
            if case .ready(let model) = service.models.state { writer.member("model", model.manifest.name) }
            writer.key("paths")
            writer.object { writer in
                writer.member("POST /analyze", "answers pictures")
                if service.jobs != nil { writer.member("POST /jobs", "answers pictures later") }
                writer.member("GET /openapi.json", "describes all of this")
                writer.member("GET /healthz", "tells whether the model is loaded")
                writer.member("GET /v2", "Open Inference Protocol")
            }
        }
        return writer.bytes
    }
}

extension Service {
    /// What answers requests with the model.
    var analyzer: Analyzer {
        analyzer(drawnBytes: configuration.streamsAnswers ? 64 << 20 : configuration.limits.answerBytes / 4 * 3)
    }

    /// What makes results that are stored, and need to fit into no answer.
    var storingAnalyzer: Analyzer { analyzer(drawnBytes: 64 << 20) }

    private func analyzer(drawnBytes: Int) -> Analyzer {
        Analyzer(configuration: configuration, models: models, fetcher: fetcher, drawnBytes: drawnBytes)
    }
}

extension ServingError {
    /// Nothing is at the request's path.
    static func pathUnknown(_ request: ServiceRequest) -> ServingError {
        ServingError(
            .pathUnknown, "there is nothing at this path", expected: "POST /analyze, or another path of /openapi.json",
            found: "\(request.method) \(Diagnosis.excerpt(request.path, limit: 80))")
    }

    /// The service has no queue.
    static var noJobs: ServingError {
        ServingError(
            .jobsUnavailable, "this service takes no jobs", expected: "POST /analyze",
            advice: "whoever runs the service sets APUS_JOBS_QUEUE and APUS_JOBS_TABLE")
    }
}
