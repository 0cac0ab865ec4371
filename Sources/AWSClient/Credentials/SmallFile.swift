import Diagnosis

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file of settings, a token, or the like.
enum SmallFile {
    /// The most that such a file holds, in bytes.
    static let limit = 1 << 20

    /// Its bytes, or `nil` where there is no such file.
    ///
    /// - Throws: `credentials-invalid` where it cannot be read or is larger than 1 MiB.
    static func bytes(_ path: String) throws(AWSError) -> [UInt8]? {
        // A pipe would otherwise wait here for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw unreadable(path, found: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        var count = 0
        while true {
            if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
            let got = bytes.withUnsafeMutableBytes { room in
                read(descriptor, room.baseAddress?.advanced(by: count), room.count - count)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw unreadable(path, found: String(cString: strerror(errno))) }
            guard got > 0 else { return Array(bytes.prefix(count)) }
            count += got
            guard count <= limit else { throw unreadable(path, found: "more than \(limit >> 20) MiB") }
        }
    }

    private static func unreadable(_ path: String, found: String) -> AWSError {
        AWSError(.credentialsInvalid, "\(Diagnosis.excerpt(path)) cannot be read", found: found)
    }
}
