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
    private let rowSums: Scratch<UInt16>
    private let blended: Scratch<Float>

    /// - Parameters:
    ///   - pixels: Stored RGB rows, alive as long as the sampler is used.
    ///   - bytesPerRow: Bytes from one row to the next.
    ///   - geometry: Where they lie in the tensor.
    ///   - width: Half the filter's base, in tensor pixels.
    init(_ pixels: UnsafePointer<UInt8>, bytesPerRow: Int, geometry: DecodedGeometry, width: Double) {
        self.pixels = pixels
        self.bytesPerRow = bytesPerRow
        linesAreColumns = geometry.swapsAxes
        rows = TriangleTaps(geometry.swapsAxes ? geometry.horizontal : geometry.vertical, width: width)
        columns = TriangleTaps(geometry.swapsAxes ? geometry.vertical : geometry.horizontal, width: width)
        let window = columns.window
        columnWindow = window
        columnOffsets = columns.first.map { ($0 - window.lowerBound) * 3 * MemoryLayout<Float>.stride }
        columnWeights = columns.weights.map { Float($0) }
        rowSums = Scratch(count: columnWindow.count * 3, repeating: 0)
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
        rowSums.base.update(repeating: 0, count: length)
        rows.weights.withUnsafeBufferPointer { weights in
            var (row, tap) = (source, line * rows.count)
            for _ in 0..<rows.count / 4 {
                addRows(row, length, SIMD4(weights[tap], weights[tap + 1], weights[tap + 2], weights[tap + 3]))
                (row, tap) = (row + 4 * bytesPerRow, tap + 4)
            }
            for _ in 0..<rows.count % 4 {
                addRow(row, length, weights[tap])
                (row, tap) = (row + bytesPerRow, tap + 1)
            }
        }
        for index in 0..<length { blended.base[index] = Float(rowSums.base[index]) }
    }

    /// Four rows at once, so that sums are read and written a quarter as often.
    private func addRows(_ source: UnsafePointer<UInt8>, _ length: Int, _ weights: SIMD4<UInt16>) {
        let sums = rowSums.base
        let (two, three, four) = (source + bytesPerRow, source + 2 * bytesPerRow, source + 3 * bytesPerRow)
        for index in 0..<length {
            let upper = UInt16(source[index]) &* weights.x &+ UInt16(two[index]) &* weights.y
            let lower = UInt16(three[index]) &* weights.z &+ UInt16(four[index]) &* weights.w
            sums[index] = sums[index] &+ upper &+ lower
        }
    }

    private func addRow(_ source: UnsafePointer<UInt8>, _ length: Int, _ weight: UInt16) {
        let sums = rowSums.base
        for index in 0..<length { sums[index] = sums[index] &+ UInt16(source[index]) &* weight }
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
