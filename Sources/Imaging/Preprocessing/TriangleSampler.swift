/// The antialiased resize, first down stored columns and then along stored rows.
///
/// Where a picture lies on its side its stored rows become columns of the tensor; the pixels are never turned.
struct TriangleSampler: ~Copyable, LineSampler {
    static var levelUnit: Float { Float(TriangleTaps.unit * TriangleTaps.unit) }

    let linesAreColumns: Bool
    private let pixels: UnsafePointer<UInt8>
    private let bytesPerRow: Int
    private let rows: TriangleTaps
    private let columns: TriangleTaps
    private let columnWindow: Range<Int>
    /// Bytes from the start of `blended` to the first tap, by pixel of the line.
    private let columnOffsets: [Int]
    private let columnWeights: [Float]
    private let blended: Scratch<Float>

    /// - Parameters:
    ///   - pixels: Stored RGB rows, alive as long as the sampler is used.
    ///   - bytesPerRow: Bytes from one row to the next.
    ///   - geometry: Where they lie in the tensor.
    init(_ pixels: UnsafePointer<UInt8>, bytesPerRow: Int, geometry: DecodedGeometry) {
        self.pixels = pixels
        self.bytesPerRow = bytesPerRow
        linesAreColumns = geometry.swapsAxes
        rows = TriangleTaps(geometry.swapsAxes ? geometry.horizontal : geometry.vertical)
        columns = TriangleTaps(geometry.swapsAxes ? geometry.vertical : geometry.horizontal)
        let window = columns.window
        columnWindow = window
        columnOffsets = columns.first.map { ($0 - window.lowerBound) * 3 * MemoryLayout<Float>.stride }
        columnWeights = columns.weights.map { Float($0) }
        blended = Scratch(count: columnWindow.count * 3 + 1, repeating: 0)
    }

    var lineCount: Int { rows.first.count }
    var lineLength: Int { columns.first.count }

    func sample(line: Int, into output: UnsafeMutablePointer<Sample>, stride: Int) {
        blendRows(line)
        blendColumns(into: output, stride: stride)
    }

    /// Sums the rows of a line into `blended`, channels still side by side.
    private func blendRows(_ line: Int) {
        let source = pixels + rows.first[line] * bytesPerRow + columnWindow.lowerBound * 3
        let length = columnWindow.count * 3
        rows.weights.withUnsafeBufferPointer { weights in
            let taps = UnsafeBufferPointer(rebasing: weights[(line * rows.count)..<((line + 1) * rows.count)])
            guard length >= 32 else { return blendEach(source, length, taps) }
            var position = 0
            while position <= length - 32 {
                blend32(source + position, taps, into: blended.base + position)
                position += 32
            }
            // The rest along with some that are done: sums are exact, so doing them again changes nothing.
            blend32(source + length - 32, taps, into: blended.base + length - 32)
        }
    }

    @inline(__always)
    private func blend32(
        _ source: UnsafePointer<UInt8>, _ taps: UnsafeBufferPointer<UInt16>, into output: UnsafeMutablePointer<Float>
    ) {
        var (low, high) = (SIMD16<UInt16>.zero, SIMD16<UInt16>.zero)
        var row = UnsafeRawPointer(source)
        for weight in taps {
            low &+= SIMD16(truncatingIfNeeded: row.loadUnaligned(as: SIMD16<UInt8>.self)) &* weight
            high &+= SIMD16(truncatingIfNeeded: (row + 16).loadUnaligned(as: SIMD16<UInt8>.self)) &* weight
            row += bytesPerRow
        }
        let memory = UnsafeMutableRawPointer(output)
        memory.storeBytes(of: SIMD16<Float>(low), as: SIMD16<Float>.self)
        (memory + 64).storeBytes(of: SIMD16<Float>(high), as: SIMD16<Float>.self)
    }

    private func blendEach(_ source: UnsafePointer<UInt8>, _ length: Int, _ taps: UnsafeBufferPointer<UInt16>) {
        for position in 0..<length {
            var sum: UInt16 = 0
            for (row, weight) in taps.enumerated() {
                sum &+= UInt16(source[row * bytesPerRow + position]) &* weight
            }
            blended.base[position] = Float(sum)
        }
    }

    /// Sums along `blended`; the usual numbers of taps have loops of their own.
    private func blendColumns(into output: UnsafeMutablePointer<Sample>, stride: Int) {
        switch columns.count {
        case 1: blendColumns(taps: 1, into: output, stride: stride)
        case 2: blendColumns(taps: 2, into: output, stride: stride)
        case 3: blendColumns(taps: 3, into: output, stride: stride)
        case 4: blendColumns(taps: 4, into: output, stride: stride)
        case let taps: blendColumns(taps: taps, into: output, stride: stride)
        }
    }

    /// The fourth lane gathers the next pixel's red.
    @inline(__always)
    private func blendColumns(taps: Int, into output: UnsafeMutablePointer<Sample>, stride: Int) {
        let row = UnsafeRawPointer(blended.base)
        columnWeights.withUnsafeBufferPointer { weights in
            columnOffsets.withUnsafeBufferPointer { offsets in
                for index in offsets.indices {
                    let source = row + offsets[index]
                    var sum = Sample.zero
                    for tap in 0..<taps {
                        let pixel = (source + tap &* 12).loadUnaligned(as: Sample.self)
                        sum += pixel * weights[index &* taps &+ tap]
                    }
                    output[index &* stride] = sum
                }
            }
        }
    }
}
