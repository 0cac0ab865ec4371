/// A typed, shaped block of numbers or text that a model takes or gives.
///
/// The memory has one owner and is not changed once the tensor exists, so tensors are shared between threads without
/// copies; an engine's outputs are read in place.
public struct Tensor: Sendable {
    /// The type of the elements.
    public let elementType: ElementType
    /// Lengths of the dimensions.
    public let shape: TensorShape
    package let payload: Payload

    package enum Payload: Sendable {
        case memory(TensorMemory)
        case strings([String])
    }

    /// Takes memory that an engine or an initialiser filled.
    package init(elementType: ElementType, shape: TensorShape, memory: TensorMemory) {
        self.elementType = elementType
        self.shape = shape
        payload = .memory(memory)
    }

    /// Makes a tensor whose elements `fill` writes.
    ///
    /// - Parameters:
    ///   - elementType: Any type but `string`.
    ///   - shape: Lengths of the dimensions.
    ///   - fill: Gets `elementCount × byteCount` bytes, aligned to 64, that hold nothing yet; must write all of them.
    /// - Throws: What `fill` throws.
    public init<Failure: Error>(
        _ elementType: ElementType, shape: TensorShape,
        fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(elementType != .string, "text tensors are made of strings")
        let memory = TensorMemory(byteCount: shape.elementCount * elementType.byteCount)
        try fill(memory.bytes)
        self.init(elementType: elementType, shape: shape, memory: memory)
    }

    /// Makes a tensor of the elements of an array, in row-major order.
    ///
    /// - Throws: ``InferenceError`` with `tensor-mismatch` where their number is not the shape's.
    public init<Element: TensorElement>(_ elements: [Element], shape dimensions: [Int]) throws(InferenceError) {
        let shape = try TensorShape(dimensions)
        try Self.check(elements.count, against: shape)
        self.init(Element.elementType, shape: shape) { bytes in
            elements.withUnsafeBytes { bytes.copyMemory(from: $0) }
        }
    }

    /// Makes a tensor of text, in row-major order.
    ///
    /// - Throws: ``InferenceError`` with `tensor-mismatch` where the number of strings is not the shape's.
    public init(strings: [String], shape dimensions: [Int]) throws(InferenceError) {
        shape = try TensorShape(dimensions)
        try Self.check(strings.count, against: shape)
        elementType = .string
        payload = .strings(strings)
    }

    private static func check(_ count: Int, against shape: TensorShape) throws(InferenceError) {
        guard count == shape.elementCount else {
            throw InferenceError(
                .tensorMismatch, "the elements do not fill the shape \(shape)",
                expected: "\(shape.elementCount) elements", found: "\(count)")
        }
    }
}

/// Memory of a tensor's elements, with one owner that gives it back.
///
/// `@unchecked`: written only before the tensor that holds it exists, read only afterwards.
package final class TensorMemory: @unchecked Sendable {
    package let bytes: UnsafeMutableRawBufferPointer
    private let owner: AnyObject?

    /// Allocates memory aligned to 64 bytes, the width of the widest vector register.
    package init(byteCount: Int) {
        bytes = .allocate(byteCount: byteCount, alignment: 64)
        owner = nil
    }

    /// Borrows memory that `owner` keeps alive.
    package init(borrowing bytes: UnsafeMutableRawBufferPointer, from owner: AnyObject) {
        self.bytes = bytes
        self.owner = owner
    }

    deinit {
        if owner == nil { bytes.deallocate() }
    }
}
