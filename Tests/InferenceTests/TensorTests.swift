import Diagnosis
import Inference
import Testing

@Suite("Tensors check what they are made of and read as")
struct TensorTests {
    @Test(
        "shapes that cannot be are refused",
        arguments: [[-1], [2, -3], [Int.min], [Int.max, 2], [1 << 31, 1 << 31], [1 << 60], [Int.max]])
    func impossibleShape(_ dimensions: [Int]) {
        let error = #expect(throws: InferenceError.self) { try TensorShape(dimensions) }
        #expect(error?.code == .tensorMismatch)
        #expect(error?.diagnosis.found == "\(dimensions)")
    }

    @Test(
        "shapes count their elements",
        arguments: [
            ([], 1), ([0], 0), ([1, 3, 640, 640], 1_228_800), ([(1 << 60) - 1], (1 << 60) - 1), ([5, 0, 2], 0),
        ]
            as [([Int], Int)])
    func elementCount(_ dimensions: [Int], _ count: Int) throws {
        let shape = try TensorShape(dimensions)
        #expect(shape.elementCount == count)
        #expect(shape.rank == dimensions.count)
        #expect(shape.description == "\(dimensions)")
    }

    @Test("dimensions are indexed from either end")
    func indices() throws {
        let shape = try TensorShape([1, 84, 8_400])
        #expect([shape[0], shape[2], shape[-1], shape[-3]] == [1, 8_400, 8_400, 1])
    }

    @Test("elements that do not fill the shape are refused")
    func wrongCount() {
        let numbers = #expect(throws: InferenceError.self) { try Tensor([Float(1), 2, 3], shape: [2, 2]) }
        #expect(numbers?.code == .tensorMismatch)
        #expect(numbers?.diagnosis.expected == "4 elements")
        let text = #expect(throws: InferenceError.self) { try Tensor(strings: ["a"], shape: [0]) }
        #expect(text?.diagnosis.found == "1")
    }

    @Test("a tensor is not read as another type than it has")
    func wrongType() throws {
        let tensor = try Tensor([Int8(1)], shape: [1])
        let error = #expect(throws: InferenceError.self) { try tensor.elements(of: UInt8.self) }
        #expect(error?.code == .tensorMismatch)
        #expect(error?.diagnosis.what == "a tensor of int8 cannot be read as uint8")
        #expect(throws: InferenceError.self) { try tensor.strings() }
        let text = try Tensor(strings: ["1"], shape: [1])
        #expect(throws: InferenceError.self) { try text.realValues() }
        #expect(throws: InferenceError.self) { try text.elements(of: UInt8.self) }
    }

    @Test("real values of every numeric type, quantised where the parameters are given")
    func realValues() throws {
        #expect(try Tensor([Float(-1.5), 2], shape: [2]).realValues() == [-1.5, 2])
        #expect(try Tensor([Double(-1.5), 2], shape: [2]).realValues() == [-1.5, 2])
        #expect(try Tensor([Int8.min, 127], shape: [2]).realValues() == [-128, 127])
        #expect(try Tensor([UInt8(0), 255], shape: [2]).realValues() == [0, 255])
        #expect(try Tensor([Int16.min, 7], shape: [2]).realValues() == [-32_768, 7])
        #expect(try Tensor([Int32(-7), 7], shape: [2]).realValues() == [-7, 7])
        #expect(try Tensor([Int64(-7), 7], shape: [2]).realValues() == [-7, 7])
        #expect(try Tensor([true, false], shape: [2]).realValues() == [1, 0])
        let quantization = TensorQuantization(scale: 0.25, zeroPoint: 128)
        #expect(try Tensor([UInt8(0), 132], shape: [2]).realValues(quantization: quantization) == [-32, 1])
        #expect(try Tensor([Float](), shape: [0]).realValues().isEmpty)
    }

    @Test("what the caller's closure throws comes out as it was")
    func ownErrors() throws {
        struct Own: Error {}
        let tensor = try Tensor([Float(1)], shape: [1])
        #expect(throws: Own.self) { try tensor.withRealValues { _ in throw Own() } }
        #expect(throws: Own.self) {
            try Tensor(.uint8, shape: TensorShape([1])) { _ throws(Own) in throw Own() }
        }
    }
}
