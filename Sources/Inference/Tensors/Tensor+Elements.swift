extension Tensor {
    /// Reads the elements in place, in row-major order.
    ///
    /// - Parameters:
    ///   - type: The Swift type of the tensor's element type.
    ///   - body: Gets the elements; they must not leave it.
    /// - Returns: What `body` returns.
    /// - Throws: ``InferenceError`` with `tensor-mismatch` where the tensor is of another type; what `body` throws.
    public func withElements<Element: TensorElement, Result>(
        of type: Element.Type, _ body: (UnsafeBufferPointer<Element>) throws -> Result
    ) throws -> Result {
        guard elementType == Element.elementType, case .memory(let memory) = payload else {
            throw mismatch(wanted: Element.elementType)
        }
        return try withExtendedLifetime(memory) {
            try body(UnsafeBufferPointer(memory.bytes.bindMemory(to: Element.self)))
        }
    }

    /// A copy of the elements, in row-major order.
    ///
    /// - Throws: ``InferenceError`` with `tensor-mismatch` where the tensor is of another type.
    public func elements<Element: TensorElement>(of type: Element.Type) throws -> [Element] {
        try withElements(of: type) { Array($0) }
    }

    /// The elements of a text tensor, in row-major order.
    ///
    /// - Throws: ``InferenceError`` with `tensor-mismatch` where the tensor holds no text.
    public func strings() throws(InferenceError) -> [String] {
        guard case .strings(let strings) = payload else { throw mismatch(wanted: .string) }
        return strings
    }

    private func mismatch(wanted: ElementType) -> InferenceError {
        InferenceError(
            .tensorMismatch, "a tensor of \(elementType.rawValue) cannot be read as \(wanted.rawValue)",
            advice: "ask for \(elementType.rawValue), or read real values")
    }
}
