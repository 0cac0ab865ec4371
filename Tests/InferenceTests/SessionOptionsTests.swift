import Diagnosis
import Foundation
import Inference
import Testing

@Suite("Session options do what they say")
struct SessionOptionsTests {
    private static let image = Result {
        try Tensor((0..<6_912).map { Float($0 % 13) / 12 }, shape: [1, 3, 48, 48])
    }

    private func scores(_ session: ONNXSession) throws -> [Float] {
        try #require(session.run(["image": Self.image.get()])["scores"]).tensor().realValues()
    }

    private func scores(_ change: (inout SessionOptions) -> Void) throws -> [Float] {
        var options = SessionOptions(threads: 1)
        change(&options)
        return try scores(ONNXSession(path: Fixture.path("soak_fp32"), options: options))
    }

    private func expect(_ found: [Float], near expected: [Float]) {
        #expect(found.count == expected.count)
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test("graph levels, arena and threads change no result")
    func sameResults() throws {
        let expected = try scores { _ in }
        #expect(expected.count == 10)
        for level in SessionOptions.GraphOptimization.allCases {
            expect(try scores { $0.graphOptimization = level }, near: expected)
        }
        #expect(try scores { $0.keepsMemoryArena = false } == expected)
        for threads in [nil, 2, 0, -3, 3] { expect(try scores { $0.threads = threads }, near: expected) }
    }

    @Test("a profile is written when the session ends")
    func profile() throws {
        try withTemporaryFolder { folder in
            _ = try scores { $0.profilePrefix = folder.path + "/trace" }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            let name = try #require(files.first)
            #expect(files.count == 1)
            #expect(name.hasPrefix("trace_") && name.hasSuffix(".json"))
            let text = try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
            #expect(text.contains("\"model_run\"") && text.contains("Conv"))
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
        }
    }

    @Test("the optimised model appears whole, alone, and gives the same results", arguments: ["onnx", "ort"])
    func optimizedModel(_ suffix: String) throws {
        try withTemporaryFolder { folder in
            let path = folder.path + "/small.\(suffix)"
            try Data("old".utf8).write(to: URL(fileURLWithPath: path))
            let expected = try scores { $0.optimizedModelPath = path }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["small.\(suffix)"])
            let bytes = try [UInt8](contentsOfFile: path)
            #expect(bytes.withUnsafeBytes { ModelFormat(sniffing: $0) } == (suffix == "ort" ? .ort : .onnx))
            var options = SessionOptions(threads: 1)
            options.graphOptimization = .none
            expect(try scores(ONNXSession(path: path, options: options)), near: expected)
            expect(try scores(ONNXSession(bytes: bytes, options: options)), near: expected)
        }
    }

    @Test("a damaged model in ORT's format is refused")
    func damagedORT() throws {
        try withTemporaryFolder { folder in
            let path = folder.path + "/small.ort"
            _ = try scores { $0.optimizedModelPath = path }
            let half = Array(try [UInt8](contentsOfFile: path).prefix(4_000))
            let damaged = try half.write("half.ort", in: folder)
            for load in [{ try ONNXSession(path: damaged) }, { try ONNXSession(bytes: half) }] {
                let error = try #require(throws: InferenceError.self) { try load() }
                #expect(error.code == .modelCorrupt)
            }
        }
    }

    @Test("a model that is refused leaves no optimised file behind")
    func refused() throws {
        try withTemporaryFolder { folder in
            var options = SessionOptions()
            options.optimizedModelPath = folder.path + "/never.onnx"
            #expect(throws: InferenceError.self) {
                try ONNXSession(path: Fixture.path("broken_type_mismatch"), options: options)
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left.isEmpty)
        }
    }

    @Test("files that cannot be written are refused before the model is loaded")
    func unwritable() throws {
        let changes: [(inout SessionOptions) -> Void] = [
            { $0.optimizedModelPath = "/no/such/folder/model.onnx" }, { $0.profilePrefix = "/no/such/folder/trace" },
        ]
        for change in changes {
            let error = try #require(throws: InferenceError.self) { try scores(change) }
            #expect(error.code == .fileUnwritable)
            #expect(error.diagnosis.what.hasPrefix("/no/such/folder/"))
        }
    }
}
