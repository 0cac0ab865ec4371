import Foundation
import Inference
import Synchronization
import Testing

/// A soak of the guarantee that ``ONNXSession`` rests on: runs of one session may overlap.
@Suite("Sessions are shared by threads", .serialized)
struct ConcurrencyTests {
    private static let threadCount = 8

    @Test("8 threads × 1,000 runs give the bits of serial runs", arguments: ["soak_fp32", "soak_int8"])
    func soak(_ model: String) throws {
        let session = try ONNXSession(path: Fixture.path(model), options: SessionOptions(threads: 2))
        let images = try (1...16).map { seed in
            try Tensor((0..<6_912).map { Float($0 &* 31 &* seed % 255) / 255 }, shape: [1, 3, 48, 48])
        }
        let expected = try images.map { try Self.scores(session, $0) }
        #expect(Set(expected).count == images.count)
        let mismatches = Atomic(0)
        try Self.onThreads { thread in
            for run in 0..<1_000 {
                let index = (thread * 7 + run) % images.count
                let found = try Self.scores(session, images[index])
                if found != expected[index] { mismatches.add(1, ordering: .relaxed) }
            }
        }
        #expect(mismatches.load(ordering: .relaxed) == 0)
    }

    @Test("8 threads make sessions at the same time")
    func creation() throws {
        let tensor = try Tensor([Float](repeating: 2, count: 6), shape: [2, 3])
        try Self.onThreads { _ in
            for _ in 0..<10 {
                let outputs = try Fixture.session("two_in_two_out").run(["a": tensor, "b": tensor])
                let values = try outputs.values.map { try $0.tensor().realValues() }
                #expect(values == [[Float]](repeating: [4, 4, 4, 4, 4, 4], count: 2))
            }
        }
    }

    /// The bit patterns of the outputs.
    private static func scores(_ session: ONNXSession, _ image: Tensor) throws -> [UInt32] {
        try #require(session.run(["image": image])["scores"]).tensor().realValues().map(\.bitPattern)
    }

    /// Runs `work` on as many threads of its own, waits for all of them, and rethrows their first error.
    private static func onThreads(_ work: @escaping @Sendable (Int) throws -> Void) throws {
        let failure = Mutex<(any Error)?>(nil)
        let finished = DispatchGroup()
        for thread in 0..<threadCount {
            finished.enter()
            Thread.detachNewThread {
                defer { finished.leave() }
                do { try work(thread) } catch { failure.withLock { $0 = $0 ?? error } }
            }
        }
        finished.wait()
        if let error = failure.withLock(\.self) { throw error }
    }
}
