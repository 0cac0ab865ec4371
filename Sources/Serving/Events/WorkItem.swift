import Imaging
import JSONText
import LambdaEvents

/// A piece of work that came without a transport's request around it.
enum WorkItem: Sendable {
    /// A request as `POST /analyze` takes it.
    case request(JSONValue)
    /// The body of an event, with such a request or a picture.
    case body(EventBody)
    /// An object of S3.
    case object(ObjectAddress)
    /// A picture.
    case bytes([UInt8], name: String?)
    /// A request that was put by, which is fetched when its turn comes.
    case kept(@Sendable () async throws -> ServiceRequest)
}

extension Service {
    /// Works on an item as `POST /analyze` would, and answers JSON.
    func answer(_ item: WorkItem, record: RequestRecord, deadline: ContinuousClock.Instant?) async -> Answered {
        var record = record
        record.bytesIn = item.byteCount
        let id = record.id
        return await answer(record, origin: nil, deadline: deadline) {
            try await analyzer.answer(inferenceRequest(item, id: id), form: .json)
        }
    }

    /// Works on an item whose result is stored, and not answered: it may be as large as it likes.
    ///
    /// - Parameters:
    ///   - item: The item.
    ///   - isDrawn: Whether the drawn picture of a single picture is wanted with its result.
    ///   - record: What is known of the work.
    ///   - deadline: When the result must be there.
    /// - Returns: What came of it.
    func result(
        of item: WorkItem, isDrawn: Bool = false, record: RequestRecord, deadline: ContinuousClock.Instant?
    ) async -> Answered {
        var record = record
        record.bytesIn = item.byteCount
        let id = record.id
        return await answer(record, origin: nil, deadline: deadline, isCarried: false) {
            var request = try await inferenceRequest(item, id: id)
            if isDrawn, case .picture = request.input, request.options.annotated == nil {
                request.options.annotated = .jpeg(quality: 85)
            }
            return try await storingAnalyzer.answer(request, form: .json)
        }
    }

    /// Keeps a record of work that cannot be begun.
    func refuse(_ error: any Error, record: RequestRecord) async -> Answered {
        await answer(record, origin: nil, deadline: nil) { throw error }
    }

    private func inferenceRequest(_ item: WorkItem, id: String) async throws -> InferenceRequest {
        switch item {
        case .kept(let fetch): return try RequestReader(configuration: configuration).read(try await fetch())
        case .request(let value): return try read(.json(value), id: id)
        case .body(let body):
            return try read(ServiceRequest.Body(body, maximumBytes: configuration.limits.bodyBytes), id: id)
        case .object(let object): return try request(PictureInput(name: object.name, origin: .object(object)))
        case .bytes(let bytes, let name): return try request(PictureInput(name: name, origin: .bytes(bytes)))
        }
    }

    private func read(_ body: ServiceRequest.Body, id: String) throws -> InferenceRequest {
        let request = ServiceRequest(method: "POST", path: "/analyze", body: body, id: id)
        return try RequestReader(configuration: configuration).read(request)
    }

    private func request(_ picture: PictureInput) throws(ServingError) -> InferenceRequest {
        InferenceRequest(input: .picture(picture), options: try RequestOptions(configuration) { _ in nil })
    }
}

extension WorkItem {
    fileprivate var byteCount: Int {
        switch self {
        case .request(let value): value.text.count
        case .body(let body): body.value?.textCount ?? 0
        case .object: 0
        case .bytes(let bytes, _): bytes.count
        case .kept: 0
        }
    }
}
