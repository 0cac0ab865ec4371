import Inference
import JSONText
import Serving
import Synchronization
import TestSupport
import Testing
import Vision

@Suite("Warming up")
struct WarmUpTests {
    /// A model that counts its runs, and fails the first ones.
    private final class CountedSession: InferenceSession {
        private let model: ONNXSession
        private let counts: Mutex<(runs: Int, failures: Int)>

        init(failures: Int) throws {
            model = try ONNXSession(path: FixtureModels.path("detect_yolov8.onnx"))
            counts = Mutex((0, failures))
        }

        var runs: Int { counts.withLock(\.runs) }
        var inputs: [TensorDescription] { model.inputs }
        var outputs: [ValueDescription] { model.outputs }
        var metadata: [String: String] { model.metadata }

        func run(
            _ inputs: [String: Tensor], outputs outputNames: [String]?, cancellation: RunCancellation?
        ) throws(InferenceError) -> InferenceOutputs {
            let fails = counts.withLock { counts in
                counts.runs += 1
                counts.failures -= 1
                return counts.failures >= 0
            }
            guard !fails else { return try model.run([:]) }
            return try model.run(inputs, outputs: outputNames, cancellation: cancellation)
        }
    }

    private func service(over session: CountedSession) -> Service {
        FixtureService.make(models: ModelLoader { try VisionModel(session, name: "counted") })
    }

    private struct NotWarm: Error {}

    private func warmUp(_ service: Service) async throws -> JSONValue {
        let handler = EventHandler(service, records: try RecordDesk(service: service, results: nil))
        let answer = try await handler.answer(Array(#"{"warmup": true}"#.utf8), id: "i", deadline: nil)
        guard case .document(let text) = answer else { throw NotWarm() }
        return try JSONDocument(text).root
    }

    @Test("the model runs once, also after requests that it had no part in")
    func once() async throws {
        let session = try CountedSession(failures: 0)
        let service = service(over: session)
        _ = await service.respond("GET", "/healthz")
        for _ in 0..<2 { #expect(try await warmUp(service)["warm"]?.boolean == true) }
        #expect(session.runs == 1)
    }

    @Test("a run that failed is made again")
    func again() async throws {
        let session = try CountedSession(failures: 1)
        let service = service(over: session)
        await #expect(throws: (any Error).self) { try await service.warmUp() }
        for _ in 0..<2 { try await service.warmUp() }
        #expect(session.runs == 2)
    }

    @Test("a model that has answered a picture needs no warming up")
    func answered() async throws {
        let session = try CountedSession(failures: 0)
        let service = service(over: session)
        #expect(await service.analyze(try FixtureService.picture()).status == 200)
        try await service.warmUp()
        #expect(session.runs == 1)
    }
}
