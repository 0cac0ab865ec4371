/// A header as it was read.
struct TarFields {
    let type: UInt8
    /// The size of what follows, in bytes, unless an extension has another.
    let byteCount: Int
    private let path: [UInt8]
    private let target: [UInt8]
    private let permissions: UInt16

    /// Reads a block.
    ///
    /// - Throws: ``PackagingError`` with `archive-corrupt` where the checksum is wrong or a number is none.
    init(_ block: [UInt8]) throws(PackagingError) {
        guard let sum = Self.number(block[TarBlock.Field.checksum]), sum == TarBlock.checksum(block) else {
            throw TarReader.corrupt("a header whose checksum is wrong")
        }
        type = block[TarBlock.Field.type]
        guard let size = Self.number(block[TarBlock.Field.byteCount]),
            let mode = Self.number(block[TarBlock.Field.mode])
        else { throw TarReader.corrupt("a header without size or mode") }
        byteCount = size
        permissions = UInt16(mode & 0o7777)
        target = Self.text(block[TarBlock.Field.target])
        let name = Self.text(block[TarBlock.Field.name])
        let isStandard = block[TarBlock.Field.magic].starts(with: "ustar\u{0}".utf8)
        let prefix = isStandard ? Self.text(block[TarBlock.Field.prefix]) : []
        path = prefix.isEmpty ? name : prefix + [UInt8(ascii: "/")] + name
    }

    /// The entry that this header and the extensions before it describe.
    func entry(_ extensions: TarExtension) -> TarEntry {
        let path = Self.clean(extensions.path ?? path)
        let target = String(decoding: extensions.target ?? target, as: UTF8.self)
        return TarEntry(path: path, permissions: permissions, kind: kind(contentSize(extensions), target: target))
    }

    /// How many bytes follow before the next header; links and folders have none, whatever some writers say there.
    func contentSize(_ extensions: TarExtension) -> Int {
        let isEmpty = [TarBlock.Kind.hardLink, TarBlock.Kind.link, TarBlock.Kind.folder].contains(type)
        return isEmpty ? 0 : extensions.byteCount ?? byteCount
    }

    private func kind(_ byteCount: Int, target: String) -> TarEntry.Kind {
        switch type {
        case TarBlock.Kind.file, TarBlock.Kind.contiguousFile: .file(byteCount: byteCount)
        // Before POSIX, a slash at the end was what made a folder.
        case TarBlock.Kind.oldFile: path.last == UInt8(ascii: "/") ? .folder : .file(byteCount: byteCount)
        case TarBlock.Kind.folder: .folder
        case TarBlock.Kind.link: .link(target: target)
        case TarBlock.Kind.hardLink: .hardLink(target: target)
        default: .special(type: type)
        }
    }

    /// A path without `./` before it and slashes at its ends.
    private static func clean(_ path: [UInt8]) -> String {
        String(decoding: path, as: UTF8.self).split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }

    /// A field up to its zero byte.
    private static func text(_ field: ArraySlice<UInt8>) -> [UInt8] { Array(field.prefix { $0 != 0 }) }

    /// Octal digits, or where the first bit is set GNU's big-endian bytes; `nil` for anything else.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        guard let first = field.first, first & 0x80 == 0 else {
            let bytes = field.dropFirst()
            guard field.first == 0x80, bytes.dropLast(7).allSatisfy({ $0 == 0 }) else { return nil }
            return bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        let digits = field.drop { $0 == 32 }.prefix { $0 != 0 && $0 != 32 }
        return digits.isEmpty ? 0 : Int(String(decoding: digits, as: UTF8.self), radix: 8).flatMap { $0 < 0 ? nil : $0 }
    }
}
