import Packaging

/// Archives in memory.
enum Archive {
    static func bytes(_ items: [TarItem]) throws -> [UInt8] {
        var stream = TarStream(items)
        return try stream.next(.max) ?? []
    }

    /// The bytes before an entry's content, without reading one.
    static func header(of entry: TarEntry) throws -> [UInt8] {
        var stream = TarStream([TarItem(entry)])
        return try stream.next(.max)?.dropLast(1_024) ?? []
    }
}
