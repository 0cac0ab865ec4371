import CDeflate

/// Reads what ``Deflate`` and others compressed; every byte is treated as hostile.
package enum Inflate {
    /// Reads a raw deflate stream, such as a zip archive's entry.
    ///
    /// - Parameters:
    ///   - bytes: The stream; what follows it is not looked at.
    ///   - byteCount: How many bytes it says that it holds.
    /// - Returns: So many bytes.
    /// - Throws: ``PackagingError`` with `archive-corrupt` where it holds more, fewer, or is no such stream.
    package static func raw(
        _ bytes: [UInt8], byteCount: Int
    ) throws(PackagingError) -> [UInt8] {
        let (result, ending, _) = bytes.withUnsafeBytes { stream($0, form: APUS_DEFLATE_RAW, room: byteCount) }
        guard ending == APUS_INFLATE_DONE, result.count == byteCount else { throw corrupt() }
        return result
    }

    /// Reads a gzip file, all of its members.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - maximumBytes: The most that it may hold.
    /// - Returns: What is in it.
    /// - Throws: ``PackagingError`` with `archive-corrupt` where it holds more or is no such file.
    package static func gzip(
        _ bytes: UnsafeRawBufferPointer, maximumBytes: Int
    ) throws(PackagingError) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes
        repeat {
            let (member, consumed) = try gzipMember(rest, maximumBytes: maximumBytes - result.count)
            result += member
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(consumed))
        } while !rest.isEmpty
        return result
    }

    /// Reads one member with growing room: its own word about its size counts modulo 4 GiB, and may be a lie.
    private static func gzipMember(
        _ bytes: UnsafeRawBufferPointer, maximumBytes: Int
    ) throws(PackagingError) -> ([UInt8], consumed: Int) {
        var room = min(maximumBytes, max(1 << 16, bytes.count.multipliedReportingOverflow(by: 3).partialValue))
        while true {
            let (member, ending, consumed) = stream(bytes, form: APUS_DEFLATE_GZIP, room: room)
            switch ending {
            case APUS_INFLATE_DONE where consumed > 0: return (member, consumed)
            case APUS_INFLATE_NO_ROOM where room < maximumBytes: room = min(maximumBytes, room * 2)
            default: throw corrupt()
            }
        }
    }

    private static func stream(
        _ bytes: UnsafeRawBufferPointer, form: apus_deflate_form, room: Int
    ) -> ([UInt8], apus_inflate_ending, consumed: Int) {
        var ending = APUS_INFLATE_CORRUPT
        var consumed = 0
        // libdeflate asks for a place to write even where nothing is expected.
        let result = [UInt8](unsafeUninitializedCapacity: max(room, 1)) { buffer, count in
            ending = apus_inflate(form, bytes.baseAddress, bytes.count, buffer.baseAddress, room, &consumed, &count)
            if ending != APUS_INFLATE_DONE { count = 0 }
        }
        return (result, ending, consumed)
    }

    private static func corrupt() -> PackagingError {
        PackagingError(
            .archiveCorrupt, "compressed data is damaged or larger than declared", advice: "fetch the archive again")
    }
}
