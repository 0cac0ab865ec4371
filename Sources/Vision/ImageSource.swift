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
        case pixels(PlainPixels)
        case deferred(Fetch)
    }

    /// A file, called by its path's last part unless it is given a name.
    public static func file(_ path: String, name: String? = nil) -> ImageSource {
        ImageSource(name: name ?? path.split(separator: "/").last.map(String.init), origin: .file(path))
    }

    /// An encoded picture in memory.
    public static func bytes(_ bytes: [UInt8], name: String? = nil) -> ImageSource {
        ImageSource(name: name, origin: .bytes(bytes))
    }

    /// Pixels without a file format.
    ///
    /// - Parameters:
    ///   - bytes: `height × width × channels` samples of 8 bits, tightly packed, rows from the top.
    ///   - size: Width and height in pixels.
    ///   - channels: 1 for gray, 3 for red, green, blue, 4 for the same with alpha, which is dropped.
    ///   - name: What results call the picture.
    /// - Returns: A source; bytes that do not fill the size are refused when it is used.
    package static func pixels(
        _ bytes: [UInt8], size: ImageSize, channels: Int, name: String? = nil
    ) -> ImageSource {
        ImageSource(name: name, origin: .pixels(PlainPixels(bytes, size: size, channels: channels)))
    }

    /// A picture that is fetched when its turn comes, and kept from then on; see ``forget()``.
    package static func deferred(
        name: String?, _ fetch: @escaping @Sendable () async throws -> [UInt8]
    ) -> ImageSource {
        ImageSource(name: name, origin: .deferred(Fetch(fetch)))
    }

    /// The same source with its bytes fetched, where they had to be.
    package func fetched() async throws -> ImageSource {
        guard case .deferred(let fetch) = origin else { return self }
        return .bytes(try await fetch.bytes(), name: name)
    }

    /// Lets go of what was fetched; using the source again fetches anew.
    package func forget() async {
        if case .deferred(let fetch) = origin { await fetch.forget() }
    }

    /// The same source with its bytes in memory, so that using it again costs no reading.
    package func held(limits: DecodeLimits = .standard) async throws -> ImageSource {
        let source = try await fetched()
        guard case .file(let path) = source.origin else { return source }
        return .bytes(try readFile(path, limits: limits), name: name)
    }

    /// The pixels of a source that needs no fetching, in stored orientation.
    ///
    /// - Parameters:
    ///   - limits: What the picture may cost; a larger file is refused before it is read.
    ///   - decode: Decodes a picture in a file format, perhaps at a fraction of its size.
    /// - Returns: The decoded picture.
    /// - Throws: ``VisionError`` with `source-unreadable`, `ImagingError` where the bytes are no picture.
    func decoded(
        limits: DecodeLimits, _ decode: (EncodedImage) throws -> DecodedImage
    ) throws -> DecodedImage {
        switch origin {
        case .bytes(let bytes): try decode(EncodedImage(bytes))
        case .file(let path): try decode(EncodedImage(readFile(path, limits: limits)))
        case .pixels(let pixels): try pixels.decode(limits: limits)
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

/// Bytes that are fetched when they are first wanted.
private actor Fetch {
    private let fetch: @Sendable () async throws -> [UInt8]
    private var kept: [UInt8]?

    init(_ fetch: @escaping @Sendable () async throws -> [UInt8]) {
        self.fetch = fetch
    }

    func bytes() async throws -> [UInt8] {
        if let kept { return kept }
        let bytes = try await fetch()
        kept = bytes
        return bytes
    }

    func forget() {
        kept = nil
    }
}
