extension TarEntry {
    /// The header, and before it pax' where a name or the size does not fit: time 0, user and group 0 without names, so
    /// that the same entries give the same bytes.
    var headerBytes: [UInt8] {
        let records = paxRecords
        var bytes: [UInt8] = []
        if !records.isEmpty {
            let name = "PaxHeaders/" + (path.split(separator: "/").last ?? "entry")
            var pax = TarHeader(name: name, permissions: 0o644, type: TarBlock.Kind.pax)
            pax.put(octal: records.count, in: TarBlock.Field.byteCount)
            bytes += pax.finished + records
            bytes += repeatElement(0, count: TarBlock.padding(after: records.count))
        }
        return bytes + header.finished
    }

    private var header: TarHeader {
        switch kind {
        case .file(let byteCount):
            var header = TarHeader(name: path, permissions: permissions, type: TarBlock.Kind.file)
            header.put(octal: byteCount, in: TarBlock.Field.byteCount)
            return header
        case .folder: return TarHeader(name: path + "/", permissions: permissions, type: TarBlock.Kind.folder)
        case .link(let target): return linkHeader(to: target, type: TarBlock.Kind.link)
        case .hardLink(let target): return linkHeader(to: target, type: TarBlock.Kind.hardLink)
        case .special(let type): return TarHeader(name: path, permissions: permissions, type: type)
        }
    }

    private func linkHeader(to target: String, type: UInt8) -> TarHeader {
        var header = TarHeader(name: path, permissions: permissions, type: type)
        header.put(target.utf8, in: TarBlock.Field.target)
        return header
    }

    /// What the header has no room for; names outside ASCII are here too, because only pax says that they are UTF-8.
    private var paxRecords: [UInt8] {
        var records: [UInt8] = []
        let name = kind == .folder ? path + "/" : path
        if !Self.fits(name) { records += Self.record("path", name) }
        switch kind {
        case .file(let byteCount) where byteCount > TarHeader.largestByteCount:
            records += Self.record("size", String(byteCount))
        case .link(let target) where !Self.fits(target), .hardLink(let target) where !Self.fits(target):
            records += Self.record("linkpath", target)
        default: break
        }
        return records
    }

    private static func fits(_ name: String) -> Bool {
        name.utf8.count <= TarBlock.Field.name.count && name.utf8.allSatisfy { $0 < 0x80 }
    }

    /// `27 path=a/very/long/name\n`, where the number counts its own digits too.
    private static func record(_ key: String, _ value: String) -> [UInt8] {
        let rest = " \(key)=\(value)\n".utf8
        var count = rest.count
        while count != String(count).utf8.count + rest.count { count = String(count).utf8.count + rest.count }
        return Array(String(count).utf8) + rest
    }
}

/// A header in the making.
private struct TarHeader {
    /// The largest size that eleven octal digits hold: 8 GiB less one byte.
    static let largestByteCount = 0o77_777_777_777

    private var block = [UInt8](repeating: 0, count: TarBlock.size)

    init(name: String, permissions: UInt16, type: UInt8) {
        put(name.utf8, in: TarBlock.Field.name)
        put(octal: Int(permissions), in: TarBlock.Field.mode)
        for field in [
            TarBlock.Field.user, TarBlock.Field.group, TarBlock.Field.byteCount, TarBlock.Field.time,
            TarBlock.Field.deviceMajor, TarBlock.Field.deviceMinor,
        ] {
            put(octal: 0, in: field)
        }
        block[TarBlock.Field.type] = type
        put("ustar\u{0}00".utf8, in: TarBlock.Field.magic)
    }

    /// Writes text, cut to the field.
    mutating func put(_ text: some Sequence<UInt8>, in field: Range<Int>) {
        for (place, byte) in zip(field, text) { block[place] = byte }
    }

    /// Writes digits and a zero byte; a number that does not fit is left to pax.
    mutating func put(octal number: Int, in field: Range<Int>) {
        let digits = String(min(number, Self.largestByteCount), radix: 8)
        put(String(repeating: "0", count: max(0, field.count - 1 - digits.count)).utf8 + Array(digits.utf8), in: field)
    }

    /// The block with its checksum.
    var finished: [UInt8] {
        var whole = self
        let digits = String(TarBlock.checksum(block), radix: 8)
        let field = String(repeating: "0", count: max(0, 6 - digits.count)) + digits + "\u{0} "
        whole.put(field.utf8, in: TarBlock.Field.checksum)
        return whole.block
    }
}
