import Diagnosis
import Imaging
import Testing

@Suite("Hostile bytes give a picture or an error, never a trap")
struct DecodingRobustnessTests {
    /// Small enough that a header made larger by a flipped bit costs no time.
    private static let limits = DecodeLimits(maximumBytes: 1 << 20, maximumPixels: 1 << 18, maximumSide: 4096)

    @Test("every prefix of a picture is read or refused", arguments: DecodingFixture.all)
    func prefixes(_ fixture: DecodingFixture) throws {
        let bytes = try fixture.bytes
        for count in 0..<bytes.count { Self.tryToRead(Array(bytes.prefix(count))) }
    }

    @Test("a picture with flipped bytes is read or refused", arguments: DecodingFixture.all)
    func flippedBytes(_ fixture: DecodingFixture) throws {
        try Self.damage(fixture, times: 200) { bytes, random in
            for _ in 0...Int.random(in: 0..<4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = UInt8.random(in: .min ... .max, using: &random)
            }
        }
    }

    @Test("a picture with a run of bytes cut out is read or refused", arguments: DecodingFixture.all)
    func cutBytes(_ fixture: DecodingFixture) throws {
        try Self.damage(fixture, times: 50) { bytes, random in
            let start = Int.random(in: 0..<bytes.count, using: &random)
            bytes.removeSubrange(start..<min(bytes.count, start + Int.random(in: 1...16, using: &random)))
        }
    }

    private static func damage(
        _ fixture: DecodingFixture, times: Int, by change: (inout [UInt8], inout SplitMix64) -> Void
    ) throws {
        let bytes = try fixture.bytes
        var random = SplitMix64(state: UInt64(bytes.count))
        for _ in 0..<times {
            var damaged = bytes
            change(&damaged, &random)
            tryToRead(damaged)
        }
    }

    private static func tryToRead(_ bytes: [UInt8]) {
        do {
            let image = try EncodedImage(bytes)
            let header = try image.header(limits: limits)
            let decoded = try image.decode(limits: limits, shrink: 2)
            #expect(decoded.header == header)
            #expect(decoded.upright().bytes.count == decoded.pixels.bytes.count)
        } catch {
            #expect(!error.description.isEmpty)
        }
    }
}

/// A small generator with a seed, so that a failure comes back.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
