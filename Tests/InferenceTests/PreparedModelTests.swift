import Foundation
import Inference
import Testing

@Suite("Prepared models")
struct PreparedModelTests {
    /// A copy of a fixture in a folder of its own, and its prepared form.
    private func withPrepared<Result>(
        _ fixture: String, _ body: (_ model: String, _ prepared: PreparedModel) throws -> Result
    ) throws -> Result {
        try withTemporaryFolder { folder in
            let model = try Fixture.bytes(fixture).write("model.onnx", in: folder)
            return try body(model, PreparedModel.make(ofModelAt: model))
        }
    }

    private func session(_ model: String, _ change: (inout SessionOptions) -> Void = { _ in }) throws -> ONNXSession {
        var options = SessionOptions(threads: 1)
        change(&options)
        return try ONNXSession(path: model, options: options)
    }

    private func problem(ofFormBeside model: String) throws -> String? {
        let engine = try ONNXRuntimeAPI.shared.get().release
        let found = try PreparedModel.survey(
            besideModel: ModelFile(path: model), options: SessionOptions(), engine: engine)
        #expect(found.count == 1)
        return found.first?.problem
    }

    private func scores(_ session: ONNXSession) throws -> [Float] {
        let input = try #require(session.inputs.first)
        let shape = input.dimensions?.map { $0.length ?? 1 } ?? []
        let values = (0..<shape.reduce(1, *)).map { Float($0 % 13) / 12 }
        let tensor =
            input.elementType == .float32
            ? try Tensor(values, shape: shape) : try Tensor(values.map { UInt8($0 * 255) }, shape: shape)
        return try session.run([input.name: tensor]).values.flatMap { try $0.tensor().realValues() }
    }

    /// Changes bytes of a file in place and sets its time, in seconds from now.
    private func change(_ path: String, time: TimeInterval = 0, _ body: (inout [UInt8]) throws -> Void) throws {
        var bytes = try [UInt8](contentsOfFile: path)
        try body(&bytes)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: time)], ofItemAtPath: path)
    }

    /// Replaces a text in the facts at a file's end by another of the same length.
    private func replace(_ old: String, by new: String, in bytes: inout [UInt8]) throws {
        let range = try #require(Data(bytes).range(of: Data(old.utf8), options: .backwards))
        bytes.replaceSubrange(range, with: Array(new.utf8))
    }

    @Test(
        "is loaded in the model's place and gives the same, bit for bit",
        arguments: ["soak_fp32", "soak_int8", "detect_yolov8", "detect_yolov8_uint8_input"])
    func same(_ fixture: String) throws {
        try withPrepared(fixture) { model, prepared in
            let plain = try session(model) { $0.usesPreparedModel = false }
            let quick = try session(model)
            #expect(!plain.isPrepared && quick.isPrepared)
            #expect(quick.inputs == plain.inputs)
            #expect(quick.outputs == plain.outputs)
            #expect(quick.metadata == plain.metadata)
            #expect(try scores(quick) == scores(plain))
            #expect(try scores(session(prepared.path)) == scores(plain))
            #expect(try session(prepared.path).outputs == plain.outputs)
            #expect(try problem(ofFormBeside: model) == nil)
        }
    }

    @Test("lies beside the model, called by the kind of processor")
    func name() throws {
        let family = ProcessorFamily("x86-64")
        for (model, path) in [
            ("m.onnx", "m.x86-64.ort"), ("a.b/m", "a.b/m.x86-64.ort"), ("a/m.v2.onnx", "a/m.v2.x86-64.ort"),
            ("a/.onnx", "a/.onnx.x86-64.ort"),
        ] {
            #expect(PreparedModel.path(forModel: model, processor: family) == path)
        }
        try withPrepared("add") { model, prepared in
            let folder = URL(fileURLWithPath: model).deletingLastPathComponent().path
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(names == ["model.\(ProcessorFamily.current.name).ort", "model.onnx"].sorted())
            #expect(prepared.processor == .current)
        }
    }

    @Test("a weight that is an output outlives the session that read it in place")
    func weightsOutlive() throws {
        let model = ModelBytes.model(
            nodes: [ModelBytes.node("Relu", ["x"], ["y"])], inputs: [ModelBytes.tensor("x", [2])],
            outputs: [ModelBytes.tensor("y", [2]), ModelBytes.tensor("w", [512])],
            initializers: [
                ModelBytes.initializer("w", dimensions: [512]) { tensor in
                    tensor.message(4, (0..<512).flatMap { _ in [UInt8(0), 0, 128, 63] })
                }
            ])
        let outputs = try withTemporaryFolder { folder in
            let path = try model.write("m.onnx", in: folder)
            _ = try PreparedModel.make(ofModelAt: path)
            let session = try session(path)
            #expect(session.isPrepared)
            return try session.run(["x": Tensor([Float(1), 2], shape: [2])])
        }
        #expect(try #require(outputs["w"]).tensor().realValues() == [Float](repeating: 1, count: 512))
    }

    // MARK: - Passed over

    @Test("is passed over where another engine or kind of processor is told, and refused where it is named itself")
    func foreign() throws {
        let engine = try ONNXRuntimeAPI.shared.get().release
        let family = ProcessorFamily.current.name
        for (old, word) in [("engine \(engine)", "ONNX Runtime"), ("processor \(family)", "made for")] {
            try withPrepared("soak_fp32") { model, prepared in
                let new = String(old.dropLast()) + "#"
                try change(prepared.path, time: 10) { try replace(old, by: new, in: &$0) }
                #expect(try !session(model).isPrepared)
                let problem = try #require(try problem(ofFormBeside: model))
                #expect(problem.contains(word))
                let error = try #require(throws: InferenceError.self) { try session(prepared.path) }
                #expect(error.code == .modelUnsupported)
            }
        }
    }

    @Test("is passed over for other options")
    func options() throws {
        try withPrepared("soak_fp32") { model, _ in
            let changes: [(isUsed: Bool, (inout SessionOptions) -> Void)] = [
                (false, { $0.graphOptimization = .extended }), (false, { $0.usesPreparedModel = false }),
                (false, { $0.optimizedModelPath = model + ".copy.onnx" }), (true, { $0.keepsMemoryArena = false }),
            ]
            for (isUsed, change) in changes {
                let isPrepared = try session(model, change).isPrepared
                #expect(isPrepared == isUsed)
            }
        }
    }

    /// A model of 400 kB that begins and ends with other things than weights.
    private static let large = ModelBytes.relu(
        initializer: ModelBytes.initializer("w", dimensions: [100_000]) { tensor in
            tensor.message(4, [UInt8](repeating: 0, count: 400_000))
        })

    @Test("is passed over once the model has other weights, another end or, being newer, any other byte")
    func otherModel() throws {
        let edits: [(time: TimeInterval, (inout [UInt8]) -> Void)] = [
            (-3_600, { bytes in for index in 1_000..<399_000 { bytes[index] ^= 1 } }),
            (-3_600, { bytes in bytes += [0x80, 0x06, 0x00] }),  // an unknown field of protobuf: still a model
            (-3_600, { bytes in bytes.reverse() }),
            (3_600, { bytes in bytes[10_000] ^= 1 }),
        ]
        for (time, edit) in edits {
            try withTemporaryFolder { folder in
                let model = try Self.large.write("model.onnx", in: folder)
                _ = try PreparedModel.make(ofModelAt: model)
                #expect(try session(model).isPrepared)
                try change(model, time: time, edit)
                // What the change made of the model may not load at all.
                let loaded = try? session(model)
                #expect(loaded?.isPrepared != true)
                guard loaded != nil else { return }
                #expect(try problem(ofFormBeside: model) == "made of another version of the model")
            }
        }
    }

    @Test("a single other byte in a model that is not newer is found by inspection and packaging only")
    func sample() throws {
        try withTemporaryFolder { folder in
            let model = try Self.large.write("model.onnx", in: folder)
            _ = try PreparedModel.make(ofModelAt: model)
            let form = PreparedModel.path(forModel: model)
            #expect(PreparedModel.isMade(at: form, ofModelAt: model))
            defer { #expect(!PreparedModel.isMade(at: form, ofModelAt: model)) }
            try change(model, time: -3_600) { $0[10_000] ^= 1 }
            #expect(try session(model).isPrepared)
            #expect(try problem(ofFormBeside: model) == "made of another version of the model")
        }
    }

    @Test("is used after model and form were copied in any order")
    func copied() throws {
        for time in [-3_600.0, 3_600] {
            try withPrepared("soak_fp32") { model, _ in
                try change(model, time: time) { _ in }
                #expect(try session(model).isPrepared)
            }
        }
    }

    @Test("damaged anywhere, it never stops the model from being loaded")
    func damaged() throws {
        try withPrepared("soak_fp32") { model, prepared in
            let whole = try [UInt8](contentsOfFile: prepared.path)
            let expected = try scores(session(model) { $0.usesPreparedModel = false })
            var damages: [[UInt8]] = [[], [0], Array(whole.suffix(12)), Array(whole.suffix(200))]
            damages += [whole.count - 1, whole.count - 13, whole.count / 2].map { Array(whole.prefix($0)) }
            for place in 1...16 {
                var bytes = whole
                bytes[bytes.count - place] = 0xFF
                damages.append(bytes)
            }
            damages.append(Array(repeating: 0x41, count: 4_000) + whole.suffix(200))
            for bytes in damages {
                try Data(bytes).write(to: URL(fileURLWithPath: prepared.path))
                #expect(try scores(session(model)) == expected)
            }
        }
    }

    // MARK: - Making

    @Test("a form that cannot be made leaves nothing behind")
    func refused() throws {
        try withTemporaryFolder { folder in
            let good = try Fixture.bytes("add").write("good.onnx", in: folder)
            let bad = try Fixture.bytes("broken_type_mismatch").write("bad.onnx", in: folder)
            let outside = try ModelBytes.relu(initializer: ModelBytes.external("w", location: "w.bin"))
                .write("outside.onnx", in: folder)
            _ = try [UInt8](repeating: 0, count: 4).write("w.bin", in: folder)
            let cases: [(String, String?, InferenceError.Code)] = [
                (good, folder.path + "/form.onnx", .fileUnwritable), (good, "/no/such/folder/m.ort", .fileUnwritable),
                (bad, nil, .modelInvalid), (outside, nil, .modelDataMissing),
                (folder.path + "/no", nil, .modelNotFound),
            ]
            for (model, output, code) in cases {
                let error = try #require(throws: InferenceError.self) {
                    try PreparedModel.make(ofModelAt: model, at: output)
                }
                #expect(error.code == code)
            }
            let form = try PreparedModel.make(ofModelAt: good)
            let error = try #require(throws: InferenceError.self) { try PreparedModel.make(ofModelAt: form.path) }
            #expect(error.code == .modelUnsupported)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(names.count == 5 && names.allSatisfy { !$0.hasPrefix(".") })
        }
    }
}
