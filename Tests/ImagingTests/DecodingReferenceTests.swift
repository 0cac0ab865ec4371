import Diagnosis
import Foundation
import Imaging
import TestSupport
import Testing

@Suite("Decoded pictures equal Pillow's")
struct DecodingReferenceTests {
    @Test("the fixtures are there")
    func fixturesArePresent() {
        #expect(DecodingFixture.readable.count > 100)
        #expect(DecodingFixture.refused.count > 25)
        #expect(AssetExpectation.all.count > 150)
    }

    @Test("a tiny picture of each form equals Pillow's pixels", arguments: DecodingFixture.readable)
    func equalsPillow(_ fixture: DecodingFixture) throws {
        let image = try EncodedImage(fixture.bytes)
        let decoded = try image.decode(shrink: fixture.shrink ?? 1)
        let upright = decoded.upright()
        #expect(upright.size == ImageSize(width: fixture.width ?? 0, height: fixture.height ?? 0))
        if let pixels = fixture.pixels {
            #expect(try #require(upright.largestDifference(to: pixels)) <= fixture.tolerance ?? 0)
        } else {
            #expect(upright.adler32 == fixture.adler32)
        }
    }

    @Test("the header tells size and orientation without the pixels", arguments: DecodingFixture.readable)
    func headerAgrees(_ fixture: DecodingFixture) throws {
        let image = try EncodedImage(fixture.bytes)
        let (header, decoded) = (try image.header(), try image.decode())
        #expect(header == decoded.header)
        #expect(header.storedSize == decoded.pixels.size)
        #expect(header.size == decoded.upright().size)
    }

    @Test("a damaged or unreadable picture is refused with its code", arguments: DecodingFixture.refused)
    func isRefused(_ fixture: DecodingFixture) throws {
        let error = #expect(throws: ImagingError.self) { try EncodedImage(fixture.bytes).decode() }
        #expect(error?.code.rawValue == fixture.refused)
    }

    @Test(
        "a hostile or oddly turned picture of the shared folder is read or refused as written down",
        .enabled(if: SharedAssets.arePresent), arguments: AssetExpectation.all)
    func sharedPicture(_ expected: AssetExpectation) throws {
        let bytes = try FixtureFolder.fileBytes(SharedAssets.path("images/" + expected.file))
        do {
            let upright = try EncodedImage(bytes).decode().upright()
            #expect(expected.refused == nil)
            #expect(upright.size == ImageSize(width: expected.width ?? 0, height: expected.height ?? 0))
            if let grid = expected.grid {
                #expect(upright.meanGrid.elementsEqual(grid) { abs($0 - $1) <= 1 })
            }
        } catch {
            #expect(error.code.rawValue == expected.refused, "\(error)")
        }
    }
}

/// What is to become of one picture of the shared folder, as `make_asset_reference.py` wrote it down.
struct AssetExpectation: Decodable, Sendable, CustomTestStringConvertible {
    let file: String
    let refused: String?
    let width: Int?
    let height: Int?
    /// The mean colours of a 4 × 4 grid in hexadecimal digits.
    private let gridDigits: String?

    private enum CodingKeys: String, CodingKey {
        case file, refused, width, height
        case gridDigits = "grid"
    }

    var testDescription: String { file }

    var grid: [Int]? {
        gridDigits.map { digits in
            let values = digits.compactMap(\.hexDigitValue)
            return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
        }
    }

    static let all: [AssetExpectation] = FixtureFolder.list("assets.json")
}

extension PixelBuffer {
    /// The mean colour of each field of a 4 × 4 grid, rounded down.
    fileprivate var meanGrid: [Int] {
        var means: [Int] = []
        for row in 0..<4 {
            for column in 0..<4 {
                let (top, left) = (row * size.height / 4, column * size.width / 4)
                let (bottom, right) = (
                    max(top + 1, (row + 1) * size.height / 4), max(left + 1, (column + 1) * size.width / 4)
                )
                means += (0..<3).map { mean(of: $0, rows: top..<bottom, columns: left..<right) }
            }
        }
        return means
    }

    private func mean(of channel: Int, rows: Range<Int>, columns: Range<Int>) -> Int {
        var sum = 0
        for y in rows {
            for x in columns { sum += Int(bytes[(y * size.width + x) * 3 + channel]) }
        }
        return sum / (rows.count * columns.count)
    }
}
