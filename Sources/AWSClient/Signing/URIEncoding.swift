/// The one percent-encoding that AWS signs: unreserved characters of RFC 3986 stay, all other bytes become `%XX`.
package enum URIEncoding {
    /// A name or value of a query, or one segment of a path.
    package static func component(_ text: String) -> String { encode(text) { _ in false } }

    /// A path, whose slashes stay.
    package static func path(_ text: String) -> String { encode(text) { $0 == UInt8(ascii: "/") } }

    /// A header's value: what AWS' own clients leave as it is in the header of a tracing.
    static func field(_ text: String) -> String { encode(text) { "=;:+&[]{}\"'?,".utf8.contains($0) } }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func encode(_ text: String, keeping: (UInt8) -> Bool) -> String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isUnreserved(byte) || keeping(byte) {
                encoded.append(byte)
            } else {
                encoded.append(UInt8(ascii: "%"))
                encoded.append(digits[Int(byte >> 4)])
                encoded.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Whether a byte is one of those that stay.
    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
