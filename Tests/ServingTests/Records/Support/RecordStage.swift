import AWSClient
import JSONText
import LambdaEvents
import Serving
import Synchronization
import TestSupport
import Vision

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A service over the small fixture model, with everything around it in memory.
final class RecordStage: Sendable {
    let objects = MemoryObjects()
    let tables = MemoryTables()
    let messages = MemoryMessages()
    let journal = MemoryJournal()
    let configuration: ServiceConfiguration
    private let service: Service
    private let records: RecordDesk

    /// Puts a service together.
    ///
    /// - Parameters:
    ///   - environment: Its settings.
    ///   - modelDigest: What results say of the model.
    ///   - stores: Real services instead of those in memory.
    ///   - models: Another model than the fixture's.
    ///   - limit: Changes what requests may cost.
    /// - Throws: ``ServingError`` for settings that are refused.
    init(
        _ environment: [String: String] = [:], modelDigest: String = "model-1", stores: CloudStores? = nil,
        models: ModelLoader = RecordStage.models, limit: (inout ServiceLimits) -> Void = { _ in }
    ) throws {
        var configuration = try ServiceConfiguration(environment: environment)
        limit(&configuration.limits)
        self.configuration = configuration
        let stores = stores ?? CloudStores(objects: objects, tables: tables, queues: messages, buses: messages)
        let jobs = configuration.jobs.map { JobDesk($0, configuration: configuration, stores: stores) }
        service = Service(
            configuration: configuration, models: models,
            fetcher: CloudFetcher(objects: stores.objects, policy: configuration.urlInputs), journal: journal,
            jobs: jobs)
        let results = configuration.results.map {
            ResultDesk($0, stores: stores, model: ModelDigest(sha256: modelDigest))
        }
        records = try RecordDesk(service: service, results: results)
    }

    /// All tests share one model.
    static let models = ModelLoader {
        try await VisionModel(contentsOf: FixtureModels.path("detect_yolov8.onnx"))
    }

    /// A small picture.
    static let picture: [UInt8] = {
        let folder = URL(filePath: FixtureModels.folder).deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appending(path: "ImagingTests/Fixtures/jpeg-444.jpg")
        return (try? Array(Data(contentsOf: file))) ?? []
    }()

    /// What answers whole events.
    var events: EventHandler { EventHandler(service, records: records) }

    /// The answer to an event, read.
    func answer(_ event: String, deadline: ContinuousClock.Instant? = nil) async throws -> JSONValue {
        let event = try LambdaEvent.recognize(JSONDocument(Array(event.utf8)).root)
        return try JSONDocument(await records.answer(event, id: "invocation-1", deadline: deadline)).root
    }

    /// The identifiers of the records that an event's answer says to try again.
    func failures(of event: String, deadline: ContinuousClock.Instant? = nil) async throws -> [String] {
        let answer = try await answer(event, deadline: deadline)
        return (answer["batchItemFailures"]?.elements ?? []).compactMap { $0["itemIdentifier"]?.string }
    }

    /// The response to a request over HTTP.
    func respond(_ method: String, _ path: String, body: [UInt8] = [], type: String? = nil) async -> ServiceResponse {
        var request = ServiceRequest(method: method, path: path, body: .bytes(body), id: "request-1")
        if let type { request.headers["content-type"] = type }
        return await service.respond(to: request)
    }

    /// A stored document, read.
    func document(_ name: String) throws -> JSONValue? {
        try objects.bytes(name).map { try JSONDocument($0).root }
    }
}

/// Keeps records of requests.
final class MemoryJournal: RequestJournal {
    private let kept = Mutex<[RequestRecord]>([])

    /// What was recorded.
    var records: [RequestRecord] { kept.withLock(\.self) }

    /// The codes of all that failed, in order.
    var failures: [String] { records.flatMap(\.failures) }

    func add(_ record: RequestRecord, error: (any Error)?) { kept.withLock { $0.append(record) } }
}
