import TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension ScratchFolder {
    /// Writes a file, with the folders above it.
    func put(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = path(name)
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return try write(name, bytes)
    }

    /// A file that claims a size and takes no room.
    func putSparse(_ name: String, byteCount: Int) throws -> String {
        let file = try put(name, [])
        guard truncate(file, off_t(byteCount)) == 0 else { throw CocoaError(.fileWriteUnknown) }
        return file
    }
}

/// What is in a file; nothing where there is none.
func bytes(of path: String) -> [UInt8] { Array(FileManager.default.contents(atPath: path) ?? Data()) }
