import Imaging
import Testing

@Suite("Orientation and pitch")
struct PreprocessingGeometryTests {
    @Test("a turned picture packs exactly as the upright one", arguments: Orientation.allCases)
    func orientation(_ orientation: Orientation) {
        let upright = noise(width: 61, height: 43)
        let stored = DecodedImage(stored(upright, as: orientation), orientation: orientation)
        for fit in ImageFit.allCases {
            for resampling in Resampling.allCases {
                for side in [17, 32, 61, 90] {
                    var specification = InputSpecification(size: ImageSize(width: side + 3, height: side))
                    specification.fit = fit
                    let expected = DecodedImage(upright).packed(specification, resampling, as: Float.self)
                    #expect(stored.packed(specification, resampling, as: Float.self) == expected)
                }
            }
        }
    }

    @Test("an edge stays where it is in the original at every pitch", arguments: [1, 2, 4, 8], Orientation.allCases)
    func pitch(_ pitch: Int, orientation: Orientation) {
        // Right of the original's column 800 everything is white; 810 is no multiple of 4 or 8.
        let upright = ImageSize(width: 810, height: 610)
        let header = ImageHeader(
            kind: .jpeg, storedSize: orientation.swapsAxes ? upright.transposed : upright, orientation: orientation)
        let size = ImageSize(
            width: (header.storedSize.width + pitch - 1) / pitch,
            height: (header.storedSize.height + pitch - 1) / pitch)
        let pixels = PixelBuffer(size: size) { buffer in
            for index in buffer.indices {
                let (column, row) = (index / 3 % size.width, index / 3 / size.width)
                let along = orientation.swapsAxes ? row : column
                let start = orientation.flipsHorizontally ? 810 - (along + 1) * pitch : along * pitch
                let white = Double(min(max(start + pitch - 800, 0), pitch)) / Double(pitch)
                buffer[index] = UInt8((white * 255).rounded())
            }
        }
        var specification = InputSpecification(size: upright)
        specification.channels = .gray
        let image = DecodedImage(pixels: pixels, header: header, pitch: pitch)
        let row = image.packed(specification, as: Float.self)[(300 * 810)..<(301 * 810)]
        // The sum of black counts the pixels before the edge, whatever the filter spreads.
        #expect(abs(810 - row.reduce(0, +) - 800) < 0.05)
        #expect(row.first == 0 && abs((row.last ?? 0) - 1) < 1e-6)
    }

    @Test("what a decoder rounded up at the far side is never looked at")
    func paddingOfShrunkPictures() {
        // 102 columns of 8 cover 816 pixels: a crop that ends at 640 must not see the columns behind.
        let pixels = PixelBuffer(size: ImageSize(width: 102, height: 60)) { buffer in
            for index in buffer.indices { buffer[index] = index / 3 % 102 < 21 || index / 3 % 102 > 80 ? 255 : 9 }
        }
        let header = ImageHeader(kind: .jpeg, storedSize: ImageSize(width: 810, height: 474))
        var specification = InputSpecification.resize(width: 50, height: 50)
        specification.fit = .centerCrop
        let result = DecodedImage(pixels: pixels, header: header, pitch: 8).packed(specification, as: UInt8.self)
        #expect(result.allSatisfy { $0 == 9 })
    }

    /// The picture as a file of some orientation stores it, by what the orientation says of rows and columns.
    private func stored(_ upright: PixelBuffer, as orientation: Orientation) -> PixelBuffer {
        let size = orientation.swapsAxes ? upright.size.transposed : upright.size
        return PixelBuffer(size: size) { buffer in
            for row in 0..<size.height {
                for column in 0..<size.width {
                    var (x, y) = orientation.swapsAxes ? (row, column) : (column, row)
                    if orientation.flipsHorizontally { x = upright.size.width - 1 - x }
                    if orientation.flipsVertically { y = upright.size.height - 1 - y }
                    for channel in 0..<3 {
                        buffer[(row * size.width + column) * 3 + channel] =
                            upright.bytes[(y * upright.size.width + x) * 3 + channel]
                    }
                }
            }
        }
    }
}
