/// What headers of their own say about the entry behind them.
struct TarExtension {
    private(set) var path: [UInt8]?
    private(set) var target: [UInt8]?
    private(set) var byteCount: Int?

    /// Adds what one says.
    ///
    /// - Parameters:
    ///   - type: Whether it is pax' or one of GNU's.
    ///   - content: What is in it.
    /// - Throws: ``PackagingError`` with `archive-corrupt`.
    mutating func add(_ type: UInt8, _ content: [UInt8]) throws(PackagingError) {
        switch type {
        case TarBlock.Kind.longName: path = Array(content.prefix { $0 != 0 })
        case TarBlock.Kind.longTarget: target = Array(content.prefix { $0 != 0 })
        default: try addRecords(content[...])
        }
    }

    /// `27 path=a/very/long/name\n`, one after the other; keys that are not known are passed over.
    private mutating func addRecords(_ records: ArraySlice<UInt8>) throws(PackagingError) {
        var rest = records
        while !rest.isEmpty {
            let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            guard let length = Int(String(decoding: digits, as: UTF8.self)), length > digits.count + 1,
                length <= rest.count, rest[digits.endIndex] == UInt8(ascii: " ")
            else { throw TarReader.corrupt("a pax record without its length") }
            let record = rest.prefix(length).dropFirst(digits.count + 1)
            rest = rest.dropFirst(length)
            guard record.last == UInt8(ascii: "\n"), let equals = record.firstIndex(of: UInt8(ascii: "=")) else {
                throw TarReader.corrupt("a pax record without a value")
            }
            let key = String(decoding: record[..<equals], as: UTF8.self)
            try add(key, record[(equals + 1)...].dropLast())
        }
    }

    private mutating func add(_ key: String, _ value: ArraySlice<UInt8>) throws(PackagingError) {
        switch key {
        case "path": path = Array(value)
        case "linkpath": target = Array(value)
        case "size":
            guard let count = Int(String(decoding: value, as: UTF8.self)), count >= 0 else {
                throw TarReader.corrupt("a pax record with a size that is none")
            }
            byteCount = count
        default: break
        }
    }
}
