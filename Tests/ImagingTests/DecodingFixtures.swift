import Foundation
import Imaging
import Testing

/// What is to become of one tiny picture, as `make_fixtures.py` wrote it down from Pillow.
struct DecodingFixture: Decodable, Sendable, CustomTestStringConvertible {
    let file: String
    /// The error code, where the picture is refused.
    let refused: String?
    let width: Int?
    let height: Int?
    /// The sum of the upright pixels, where they are to be exact.
    let adler32: UInt32?
    /// The upright pixels, where a codec may round.
    let pixels: Data?
    let tolerance: Int?
    let shrink: Int?

    var testDescription: String { shrink ?? 1 == 1 ? file : "\(file) at 1/\(shrink ?? 1)" }

    var bytes: [UInt8] {
        get throws { try FixtureFolder.bytes(file) }
    }

    static let all: [DecodingFixture] = FixtureFolder.list("expected.json")
    static let readable = all.filter { $0.refused == nil }
    static let refused = all.filter { $0.refused != nil }
}

/// The folder of tiny pictures beside the tests.
enum FixtureFolder {
    static let path = String(#filePath.dropLast("DecodingFixtures.swift".count)) + "Fixtures/"

    static func bytes(_ name: String) throws -> [UInt8] {
        try fileBytes(path + name)
    }

    /// The cases of a list; a test of each list asserts that it is not empty.
    static func list<Case: Decodable>(_ name: String) -> [Case] {
        let data = try? Data(contentsOf: URL(fileURLWithPath: path + name))
        return data.flatMap { try? JSONDecoder().decode([Case].self, from: $0) } ?? []
    }

    static func fileBytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}

extension PixelBuffer {
    /// The largest difference of a level to other pixels of the same size; `nil` where the sizes differ.
    func largestDifference(to other: some Collection<UInt8>) -> Int? {
        guard other.count == bytes.count else { return nil }
        return zip(bytes, other).map { abs(Int($0) - Int($1)) }.max()
    }

    /// Adler-32 of the pixels (RFC 1950), which Python's `zlib.adler32` computes too.
    var adler32: UInt32 {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }
}
