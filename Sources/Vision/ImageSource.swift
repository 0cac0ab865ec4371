import Diagnosis
package import Imaging

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where a picture comes from.
public struct ImageSource: Sendable {
    /// What results call the picture; `nil` where it has no name.
    public let name: String?
    private let origin: Origin

    private enum Origin: Sendable {
        case file(String)
        case bytes([UInt8])
        case deferred(@Sendable () async throws -> [UInt8])
    }

    /// A file, called by its path's last part unless it is given a name.
    public static func file(_ path: String, name: String? = nil) -> ImageSource {
        ImageSource(name: name ?? path.split(separator: "/").last.map(String.init), origin: .file(path))
    }

    /// An encoded picture in memory.
    public static func bytes(_ bytes: [UInt8], name: String? = nil) -> ImageSource {
        ImageSource(name: name, origin: .bytes(bytes))
    }

    /// A picture that is fetched when its turn comes.
    package static func deferred(
        name: String?, _ fetch: @escaping @Sendable () async throws -> [UInt8]
    ) -> ImageSource {
        ImageSource(name: name, origin: .deferred(fetch))
    }

    /// The same source with its bytes fetched, where they had to be.
    package func fetched() async throws -> ImageSource {
        guard case .deferred(let fetch) = origin else { return self }
        return .bytes(try await fetch(), name: name)
    }

    /// The same source with its bytes in memory, so that using it again costs no reading.
    package func held(limits: DecodeLimits = .standard) async throws -> ImageSource {
        let source = try await fetched()
        return .bytes(try source.encodedImage(limits: limits).bytes, name: name)
    }

    /// The encoded picture of a source that needs no fetching.
    ///
    /// - Parameter limits: A larger file is refused before it is read.
    /// - Returns: The bytes with their format.
    /// - Throws: ``VisionError`` with `source-unreadable`, or `ImagingError` where the bytes are no picture.
    package func encodedImage(limits: DecodeLimits) throws -> EncodedImage {
        switch origin {
        case .bytes(let bytes): try EncodedImage(bytes)
        case .file(let path): try EncodedImage(readFile(path, limits: limits))
        case .deferred: preconditionFailure("fetched() comes first")
        }
    }

    private func readFile(_ path: String, limits: DecodeLimits) throws(VisionError) -> [UInt8] {
        // Without waiting: a named pipe would keep us until somebody writes.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.unreadable(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw VisionError(
                .sourceUnreadable, "\(Diagnosis.excerpt(path)) is not a file", expected: "a picture's path")
        }
        // One byte more than the limit is enough for the limit to be noticed, however large the file is.
        let wanted = min(Int(status.st_size), limits.maximumBytes + 1)
        var isComplete = true
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
            while count < wanted {
                let received = read(descriptor, buffer.baseAddress.map { $0 + count }, wanted - count)
                if received < 0, errno == EINTR { continue }
                isComplete = received >= 0
                guard received > 0 else { break }
                count += received
            }
        }
        guard isComplete else { throw Self.unreadable(path) }
        return bytes
    }

    private static func unreadable(_ path: String) -> VisionError {
        VisionError(
            .sourceUnreadable, "\(Diagnosis.excerpt(path)) cannot be read", found: String(cString: strerror(errno)))
    }
}
