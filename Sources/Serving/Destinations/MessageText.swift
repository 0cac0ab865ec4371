/// JSON as queues and buses take it.
enum MessageText {
    /// The longest text in bytes, with room for the envelope around it.
    ///
    /// A message of SQS and an event of EventBridge have at most 1 MiB since January 2026 (AWS Compute Blog, "More room
    /// to build: serverless services now support payloads up to 1 MB").
    static let limit = 1_000_000

    /// JSON text with the two characters escaped that SQS refuses and JSON permits, U+FFFE and U+FFFF.
    ///
    /// Names of pictures and classes come from outside; one of them must not keep a result from being told.
    static func text(_ json: [UInt8]) -> String {
        let text = String(decoding: json, as: UTF8.self)
        guard text.unicodeScalars.contains(where: isRefused) else { return text }
        return text.unicodeScalars.reduce(into: "") { text, scalar in
            if isRefused(scalar) {
                text += "\\u" + String(scalar.value, radix: 16)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }

    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool { 0xFFFE...0xFFFF ~= scalar.value }
}
