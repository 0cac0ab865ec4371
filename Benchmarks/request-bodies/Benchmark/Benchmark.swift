import JSONText

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Measures how much reading a picture out of an event of 6 MB costs beside the least that it can.
///
/// That is one scan of the event by `memchr`, and decoding the base64 text alone. Run it with
/// `swift run -c release Benchmark [ROUNDS]`.
///
/// Every round times both in turn, so that a ratio holds on a busy machine. The exit code is 1 where one is above its
/// limit.
@main
enum Benchmark {
    static func main() throws {
        let rounds = CommandLine.arguments.count > 1 ? max(1, Int(CommandLine.arguments[1]) ?? 50) : 50
        var state: UInt64 = 42
        let picture = (0..<4_700_000).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        let text = Base64.encode(picture)
        var isWithin = true
        for form in EventForm.all(text) {
            let measured = try measure(form, text, expecting: picture, rounds: rounds)
            isWithin = isWithin && measured
        }
        if !isWithin { exit(1) }
    }

    private static func measure(
        _ form: EventForm, _ text: [UInt8], expecting picture: [UInt8], rounds: Int
    ) throws -> Bool {
        let found = try form.read(form.event)
        precondition(found == picture, "another picture came out")
        var (ratios, decoding): ([Double], [Double]) = ([], [])
        for round in 0..<(rounds + 3) {
            let scan = seconds { precondition(!contains(form.event, 0)) }
            let decode = try seconds { _ = try Base64.decode(text, maximumBytes: picture.count) }
            let whole = try seconds { _ = try form.read(form.event) }
            guard round >= 3 else { continue }
            ratios.append(whole / (scan + decode))
            decoding.append(Double(text.count) / decode / 1e9)
        }
        let (ratio, speed) = (median(ratios), median(decoding))
        let verdict = ratio <= form.limit ? "within" : "ABOVE"
        print(
            "\(form.name), \(form.event.count) bytes: \(rounded(ratio)) of scan and decoding, \(verdict) "
                + "\(form.limit); base64 alone \(rounded(speed)) GB of text a second")
        return ratio <= form.limit
    }

    private static func contains(_ bytes: [UInt8], _ byte: Int32) -> Bool {
        bytes.withUnsafeBytes { $0.baseAddress.map { memchr($0, byte, bytes.count) != nil } ?? false }
    }

    private static func seconds(_ work: () throws -> Void) rethrows -> Double {
        try ContinuousClock().measure(work) / .seconds(1)
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

/// A way in which a picture comes as text.
struct EventForm {
    let name: String
    let event: [UInt8]
    let limit: Double
    let read: ([UInt8]) throws -> [UInt8]

    /// The event is the body; the body is a string in the event; the same from clients that escape every slash.
    static func all(_ text: [UInt8]) -> [EventForm] {
        let body = Array(#"{"image_name": "a.jpg", "image_data": ""#.utf8) + text + Array(#""}"#.utf8)
        let nested = Array(#"{"version": "2.0", "isBase64Encoded": false, "body": ""#.utf8)
        let end = Array(#""}"#.utf8)
        return [
            EventForm(name: "the event is the body", event: body, limit: 1.5, read: direct),
            EventForm(
                name: "the body is a string in the event",
                event: nested + body.flatMap { $0 == UInt8(ascii: "\"") ? [UInt8(ascii: "\\"), $0] : [$0] } + end,
                limit: 1.5, read: inside),
            EventForm(
                name: "the event is the body, every slash escaped",
                event: body.flatMap { $0 == UInt8(ascii: "/") ? [UInt8(ascii: "\\"), $0] : [$0] }, limit: 2.5,
                read: direct),
        ]
    }

    private static func direct(_ event: [UInt8]) throws -> [UInt8] { try picture(JSONDocument(event)) }

    private static func inside(_ event: [UInt8]) throws -> [UInt8] {
        try JSONDocument(event).root["body"].map { try picture($0.document()) } ?? []
    }

    private static func picture(_ body: JSONDocument) throws -> [UInt8] {
        try body.root["image_data"]?.base64Decoded(maximumBytes: 1 << 30) ?? []
    }
}
