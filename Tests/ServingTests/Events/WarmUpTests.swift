import Diagnosis
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

    @Test("each warm-up has its line in the log, and one that fails has its reason")
    func lines() async throws {
        let event = Array(#"{"warmup": true}"#.utf8)
        let stage = try RecordStage()
        for id in ["i-1", "i-2"] { _ = try await stage.events.answer(event, id: id, deadline: nil) }
        #expect(stage.journal.records.map(\.id) == ["i-1", "i-2"])
        #expect(stage.journal.records.map(\.isCold) == [true, false])
        #expect(stage.journal.records.allSatisfy { $0.sender == "warm-up" && $0.status == 200 })
        let broken = try RecordStage(models: ModelLoader { throw NotWarm() })
        let failure = await #expect(throws: EventFailure.self) {
            try await broken.events.answer(event, id: "i-3", deadline: nil)
        }
        #expect(failure?.diagnosis.what.contains("i-3") == true && failure?.diagnosis.what.contains("NotWarm") == false)
        #expect(broken.journal.records.map(\.id) == ["i-3"])
        #expect(broken.journal.failures.count == 1)
    }

    @Test("copies of a process have names of their own")
    func instances() {
        let service = FixtureService.make()
        let name = service.life.instance
        #expect(service.life.instance == name)
        service.life.diverge()
        #expect(service.life.instance != name && service.life.instance.count == 16)
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
