import CTextScan
import JSONText
import Testing

/// The same functions are compiled for several instruction sets; the best of them serves all other tests.
@Suite("Instruction sets")
struct InstructionSetTests {
    /// The tiers that this processor can run.
    private var tiers: [apus_tier] {
        (0...).lazy.map(apus_tier_at).prefix { $0 != nil }.compactMap { $0?.pointee }
    }

    private static let places = Array(0...200)

    @Test(
        "all find the same byte at every place",
        arguments: [
            "\"", "\\\"\"", "\\n", "\\x", "\\\\\"", "\\\\\\\"\"", "\\u00e9\"", "\\u00g9", "\u{1F}", "é\"", "\\",
        ])
    func scanning(piece: String) {
        for place in Self.places {
            let text = Array(repeating: UInt8(ascii: "a"), count: place) + Array(piece.utf8)
            let scans = tiers.map { $0.scan_string(text, text.count) }
            #expect(scans.allSatisfy { $0.end == scans[0].end && $0.status == scans[0].status })
            #expect(scans.allSatisfy { $0.has_escapes == scans[0].has_escapes })
            let found = tiers.map { $0.find_escapable(text, text.count) }
            #expect(found.allSatisfy { $0 == text.firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C } ?? text.count })
        }
    }

    @Test(
        "all resolve an escape at every place",
        arguments: [
            ("\\\\", "\\"), ("\\/", "/"), ("\\n", "\n"), ("\\u00e9", "é"), ("\\ud83d\\ude00", "😀"), ("\\\\n", "\\n"),
        ])
    func unescaping(escape: String, meaning: String) {
        for place in Self.places {
            let before = String(repeating: "a", count: place)
            for text in [before, before + escape + "b"] {
                let escaped = Array((text + escape + before).utf8)
                let expected = Array((text.replacing(escape, with: meaning) + meaning + before).utf8)
                for tier in tiers {
                    var output = [UInt8](repeating: 0, count: escaped.count)
                    let done = tier.unescape(escaped, escaped.count, &output, output.count)
                    #expect(done.read == escaped.count)
                    #expect(output.prefix(done.written).elementsEqual(expected), "at \(place)")
                }
            }
        }
    }

    @Test(
        "all see through many escapes in a row, whatever lies between them",
        arguments: ["\\\"", "\\\\", "\\/", "\\u002F"]
    )
    func denseEscapes(escape: String) {
        let meaning = escape.last == "F" ? "/" : String(escape.suffix(1))
        for gap in 0...70 {
            let plain = String(repeating: "a", count: gap)
            let text = Array((String(repeating: plain + escape, count: 40) + "\"").utf8)
            let expected = Array(String(repeating: plain + meaning, count: 40).utf8)
            for tier in tiers {
                let scan = tier.scan_string(text, text.count)
                #expect(scan.status == APUS_STRING_COMPLETE && scan.end == text.count - 1 && scan.has_escapes)
                var output = [UInt8](repeating: 0, count: text.count)
                let done = tier.unescape(text, scan.end, &output, scan.end)
                #expect(output.prefix(done.written).elementsEqual(expected), "gap \(gap)")
            }
        }
    }

    @Test("all know each of the 256 bytes in base64, and write the same")
    func base64() {
        let known = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_ \t\r\n".utf8)
        let bytes = (0..<999).map { UInt8(truncatingIfNeeded: $0 * 167 >> 2) }
        for tier in tiers {
            var text = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4)
            tier.base64_encode(bytes, bytes.count, &text)
            #expect(text == Base64.encode(bytes))
            for byte in UInt8.min...UInt8.max where byte != UInt8(ascii: "=") {
                var changed = text
                changed[100] = byte
                var state = apus_base64_state()
                var output = [UInt8](repeating: 0, count: bytes.count + 2)
                let result = tier.base64_decode(&state, changed, changed.count, &output, output.count)
                let isKnown = known.contains(byte)
                #expect((result.status == APUS_BASE64_COMPLETE) == isKnown, "\(byte)")
                #expect(isKnown || result.read == 100)
            }
        }
    }
}
