/// Puts lines of samples into the tensor: normalised, converted to the element type, in channel order and layout.
struct TensorWriter {
    private let tensor: UnsafeMutableRawPointer
    private let specification: InputSpecification
    private let arithmetic: TensorArithmetic

    /// - Parameters:
    ///   - tensor: Memory of the whole tensor, aligned for its element.
    ///   - specification: What the tensor is.
    ///   - levelUnit: What a level of one is in the samples that come.
    init(_ tensor: UnsafeMutableRawPointer, _ specification: InputSpecification, levelUnit: Float) {
        self.tensor = tensor
        self.specification = specification
        arithmetic = TensorArithmetic(specification, levelUnit: levelUnit)
    }

    /// Writes pixels of a row of the tensor.
    ///
    /// - Parameters:
    ///   - line: Their samples; three more may be read, whatever they are.
    ///   - count: How many.
    ///   - x: The first one's column.
    ///   - y: Their row.
    func write(_ line: UnsafePointer<Sample>, count: Int, x: Int, y: Int) {
        let pixel = y * specification.size.width + x
        switch specification.element {
        case .float32: store(line, count, at: pixel) { $0 }
        case .float16: store(line, count, at: pixel) { SIMD4<UInt16>(halfPrecision: $0) }
        case .uint8: store(line, count, at: pixel) { SIMD4<UInt8>(nearest: $0) }
        case .int8: store(line, count, at: pixel) { SIMD4<UInt8>(nearest: $0) ^ 0x80 }
        }
    }

    @inline(__always)
    private func store<Element>(
        _ line: UnsafePointer<Sample>, _ count: Int, at pixel: Int, convert: (SIMD4<Float>) -> SIMD4<Element>
    ) {
        let output = tensor.assumingMemoryBound(to: Element.self)
        switch (specification.channels, specification.layout) {
        case (.gray, _): storeLuma(line, count, into: output + pixel, convert)
        case (_, .nchw): storePlanes(line, count, into: output + pixel, convert)
        case (_, .nhwc): storePixels(line, count, into: output + pixel * 3, convert)
        }
    }

    @inline(__always)
    private func storePlanes<Element>(
        _ line: UnsafePointer<Sample>, _ count: Int, into output: UnsafeMutablePointer<Element>,
        _ convert: (SIMD4<Float>) -> SIMD4<Element>
    ) {
        let isBGR = specification.channels == .bgr
        let plane = specification.size.pixelCount
        let (red, green, blue) = (output + (isBGR ? 2 * plane : 0), output + plane, output + (isBGR ? 0 : 2 * plane))
        for position in stride(from: 0, to: count, by: 4) {
            let (samples, lanes) = (FourSamples(line + position, arithmetic), count - position)
            (red + position).store(convert(samples.red), lanes: lanes)
            (green + position).store(convert(samples.green), lanes: lanes)
            (blue + position).store(convert(samples.blue), lanes: lanes)
        }
    }

    @inline(__always)
    private func storeLuma<Element>(
        _ line: UnsafePointer<Sample>, _ count: Int, into output: UnsafeMutablePointer<Element>,
        _ convert: (SIMD4<Float>) -> SIMD4<Element>
    ) {
        for position in stride(from: 0, to: count, by: 4) {
            let samples = FourSamples(line + position, arithmetic)
            let luma = samples.red + samples.green + samples.blue
            (output + position).store(convert(luma), lanes: count - position)
        }
    }

    @inline(__always)
    private func storePixels<Element>(
        _ line: UnsafePointer<Sample>, _ count: Int, into output: UnsafeMutablePointer<Element>,
        _ convert: (SIMD4<Float>) -> SIMD4<Element>
    ) {
        let isBGR = specification.channels == .bgr
        for position in 0..<count {
            let sample = arithmetic(line[position])
            let ordered = isBGR ? SIMD4(sample.z, sample.y, sample.x, 0) : sample
            // A fourth element is overwritten by the next pixel; behind the last one it may be someone else's.
            let lanes = position == count - 1 ? 3 : 4
            (output + position * 3).store(convert(ordered), lanes: lanes)
        }
    }
}

extension UnsafeMutablePointer where Pointee: SIMDScalar {
    /// Writes the first lanes of a vector: all four, or as many as there is room for.
    @inline(__always)
    fileprivate func store(_ vector: SIMD4<Pointee>, lanes: Int) {
        if lanes >= 4 {
            UnsafeMutableRawPointer(self).storeBytes(of: vector, as: SIMD4<Pointee>.self)
        } else {
            for lane in 0..<lanes { self[lane] = vector[lane] }
        }
    }
}
