/// OpenCV's 8-bit `INTER_LINEAR`, to the bit, on the upright picture.
///
/// Its roundings depend on the order of axes, so each pixel is made along the upright row first, wherever its four
/// neighbours are stored.
struct OpenCVSampler: LineSampler {
    static var levelUnit: Float { 1 }

    let linesAreColumns = false
    private let pixels: UnsafePointer<UInt8>
    private let horizontal: LinearTaps
    private let vertical: LinearTaps
    private let columnStride: Int
    private let rowStride: Int

    /// - Parameters:
    ///   - pixels: Stored RGB rows, alive as long as the sampler is used.
    ///   - bytesPerRow: Bytes from one row to the next.
    ///   - geometry: Where they lie in the tensor.
    init(_ pixels: UnsafePointer<UInt8>, bytesPerRow: Int, geometry: DecodedGeometry) {
        self.pixels = pixels
        horizontal = LinearTaps(geometry.horizontal, edge: .singleTap)
        vertical = LinearTaps(geometry.vertical, edge: .doubleTap)
        (columnStride, rowStride) = geometry.swapsAxes ? (bytesPerRow, 3) : (3, bytesPerRow)
    }

    var lineCount: Int { vertical.first.count }
    var lineLength: Int { horizontal.first.count }

    func sample(line: Int, into output: UnsafeMutablePointer<Sample>, stride: Int) {
        let upper = pixels + vertical.first[line] * rowStride
        let lower = pixels + vertical.second[line] * rowStride
        let (upperWeight, lowerWeight) = (vertical.firstWeight[line], vertical.secondWeight[line])
        for index in 0..<lineLength {
            let (left, right) = (horizontal.first[index] * columnStride, horizontal.second[index] * columnStride)
            let (leftWeight, rightWeight) = (horizontal.firstWeight[index], horizontal.secondWeight[index])
            var sample = Sample.zero
            for channel in 0..<3 {
                let above =
                    Int32(upper[left + channel]) &* leftWeight &+ Int32(upper[right + channel]) &* rightWeight
                let below =
                    Int32(lower[left + channel]) &* leftWeight &+ Int32(lower[right + channel]) &* rightWeight
                let level = (upperWeight &* (above >> 4)) >> 16 &+ (lowerWeight &* (below >> 4)) >> 16
                sample[channel] = Float((level &+ 2) >> 2)
            }
            output[index * stride] = sample
        }
    }
}
