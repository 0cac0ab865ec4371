import Diagnosis
package import JSONText

/// An image in a tar archive, as `apus package`, skopeo, BuildKit, podman or docker write it, opened for reading.
package struct ImageArchive: Sendable {
    /// What the image is made of.
    package let manifest: ImageManifest
    /// The configuration, as it is in the archive.
    package let configuration: JSONDocument
    /// The image's name where it has one, such as `detector:latest`.
    package let name: String?
    private let contents: [ContentDigest: ByteSlice]

    /// The most that a layer may hold before compression to be looked into, in bytes.
    private static let maximumLayerBytes = 2 << 30

    /// Opens an archive.
    ///
    /// - Throws: ``PackagingError`` with `package-file-unreadable`, or `archive-corrupt` for an archive that is damaged
    ///   or holds no image or several.
    package init(_ path: String) throws(PackagingError) { try self.init(SourceFile(path), named: path) }

    /// Reads an archive.
    ///
    /// - Parameters:
    ///   - bytes: The archive.
    ///   - path: What messages call it.
    /// - Throws: As `init(_:)`.
    package init(_ bytes: any ByteSource, named path: String) throws(PackagingError) {
        let files = try Self.files(of: bytes, named: path)
        if files["index.json"] != nil {
            (manifest, name, contents) = try files.layout()
        } else if files["manifest.json"] != nil {
            (manifest, name, contents) = try files.dockerArchive()
        } else {
            throw PackagingError(
                .archiveCorrupt, "\(Diagnosis.excerpt(path)) holds no image",
                expected: "a tar archive with index.json or manifest.json",
                advice: "apus package --kind image makes one")
        }
        configuration = try ImageArchiveFiles.document(
            try Self.content(manifest.configuration, in: contents), "the image's configuration")
    }

    /// A content that the manifest names.
    ///
    /// - Throws: ``PackagingError`` with `archive-corrupt` where it is missing or has another size than the manifest
    ///   says.
    package func content(_ descriptor: ContentDescriptor) throws(PackagingError) -> any ByteSource {
        try Self.content(descriptor, in: contents)
    }

    /// A layer as a tar archive, taken out of its compression: `TarReader` lists it.
    ///
    /// - Throws: ``PackagingError`` with `archive-corrupt`, `package-file-unreadable`.
    package func unpacked(_ layer: ContentDescriptor) throws(PackagingError) -> any ByteSource {
        let content = try content(layer)
        guard try content.bytes(in: 0..<2) == [0x1F, 0x8B] else { return content }
        let bytes = try content.exactly(content.byteCount, at: 0)
        let unpacked: Result<[UInt8], PackagingError> = bytes.withUnsafeBytes { bytes in
            Result { () throws(PackagingError) in
                try Inflate.gzip(bytes, maximumBytes: Self.maximumLayerBytes)
            }
        }
        return MemoryBytes(try unpacked.get())
    }

    private static func files(
        of bytes: any ByteSource, named path: String
    ) throws(PackagingError) -> ImageArchiveFiles {
        do {
            return try ImageArchiveFiles(bytes)
        } catch {
            guard error.code == .archiveCorrupt else { throw error }
            throw PackagingError(
                .archiveCorrupt, "\(Diagnosis.excerpt(path)) is no image's archive, or damaged",
                expected: "a tar archive", found: error.diagnosis.found, underlying: error)
        }
    }

    private static func content(
        _ descriptor: ContentDescriptor, in contents: [ContentDigest: ByteSlice]
    ) throws(PackagingError) -> any ByteSource {
        guard let content = contents[descriptor.digest], content.byteCount == descriptor.byteCount else {
            throw PackagingError(
                .archiveCorrupt, "the archive lacks a part of the image",
                expected: "\(descriptor.byteCount) bytes with the digest \(descriptor.digest)",
                found: contents[descriptor.digest].map { "\($0.byteCount) bytes" })
        }
        return content
    }
}

extension ImageArchive {
    /// What a layer is for, such as `engine`, as our configurations tell it; `layer 3` for those of others.
    package func layerTitle(_ index: Int) -> String {
        let history = configuration.root["history"]?.elements.filter { $0["empty_layer"]?.boolean != true } ?? []
        let maker = "apus: "
        guard history.indices.contains(index), let text = history[index]["created_by"]?.string, text.hasPrefix(maker)
        else { return "layer \(index + 1)" }
        return String(text.dropFirst(maker.count))
    }
}
