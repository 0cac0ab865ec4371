extension Tensor {
    /// Reads the elements as real numbers, whatever numeric type they are stored as.
    ///
    /// Single precision is read in place; every other type is converted once. A quantised tensor needs the scale and
    /// zero point that its description carries; without them integers are taken at face value.
    ///
    /// - Parameters:
    ///   - quantization: Affine parameters of an integer tensor.
    ///   - body: Gets the numbers in row-major order; they must not leave it.
    /// - Returns: What `body` returns.
    /// - Throws: ``InferenceError`` with `tensor-mismatch` for text; what `body` throws.
    public func withRealValues<Result>(
        quantization: TensorQuantization? = nil, _ body: (UnsafeBufferPointer<Float>) throws -> Result
    ) throws -> Result {
        switch elementType {
        case .float32: try withElements(of: Float.self, body)
        case .float16: try withConverted(HalfBits.self, { Float($0) }, body)
        case .float64: try withConverted(Double.self, { Float($0) }, body)
        case .bool: try withConverted(Bool.self, { $0 ? 1 : 0 }, body)
        case .int8: try withDequantized(Int8.self, quantization, body)
        case .uint8: try withDequantized(UInt8.self, quantization, body)
        case .int16: try withDequantized(Int16.self, quantization, body)
        case .int32: try withDequantized(Int32.self, quantization, body)
        case .int64: try withDequantized(Int64.self, quantization, body)
        case .string:
            throw InferenceError(
                .tensorMismatch, "text cannot be read as numbers", expected: "a numeric tensor", found: "string")
        }
    }

    /// A copy of the elements as real numbers; see ``withRealValues(quantization:_:)``.
    ///
    /// - Throws: ``InferenceError`` with `tensor-mismatch` for text.
    public func realValues(quantization: TensorQuantization? = nil) throws -> [Float] {
        try withRealValues(quantization: quantization) { Array($0) }
    }

    private func withDequantized<Element: TensorElement & BinaryInteger, Result>(
        _ type: Element.Type, _ quantization: TensorQuantization?,
        _ body: (UnsafeBufferPointer<Float>) throws -> Result
    ) throws -> Result {
        let scale = quantization?.scale ?? 1
        let zeroPoint = Float(quantization?.zeroPoint ?? 0)
        return try withConverted(type, { (Float($0) - zeroPoint) * scale }, body)
    }

    private func withConverted<Element: TensorElement, Result>(
        _ type: Element.Type, _ convert: (Element) -> Float,
        _ body: (UnsafeBufferPointer<Float>) throws -> Result
    ) throws -> Result {
        let converted = try withElements(of: type) { elements in
            [Float](unsafeUninitializedCapacity: elements.count) { buffer, count in
                for index in elements.indices { buffer[index] = convert(elements[index]) }
                count = elements.count
            }
        }
        return try converted.withUnsafeBufferPointer(body)
    }
}
