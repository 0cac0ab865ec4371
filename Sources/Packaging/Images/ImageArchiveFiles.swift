import Crypto
import Diagnosis
import JSONText

/// The files of an image archive by name, and how both kinds of archive lead from them to an image.
struct ImageArchiveFiles {
    /// What an archive says: the image, its name, and where its contents are.
    typealias Image = (manifest: ImageManifest, name: String?, contents: [ContentDigest: ByteSlice])

    /// The largest file of JSON that is read, in bytes.
    private static let maximumDocument = 8 << 20

    private var places: [String: ByteSlice] = [:]

    /// Lists an archive.
    ///
    /// - Throws: ``PackagingError`` with `archive-corrupt`, `package-file-unreadable`.
    init(_ archive: any ByteSource) throws(PackagingError) {
        var reader = TarReader(archive)
        while let member = try reader.next() {
            if case .file = member.entry.kind { places[member.entry.path] = ByteSlice(archive, member.range) }
        }
    }

    /// A file's bytes.
    subscript(_ path: String) -> ByteSlice? { places[path] }

    /// The image of an OCI layout: `index.json`, perhaps another index below it, and a manifest.
    ///
    /// - Throws: ``PackagingError`` with `archive-corrupt`, `package-file-unreadable`.
    func layout() throws(PackagingError) -> Image {
        var entry = try onlyManifest(in: "index.json")
        let annotations = entry["annotations"]
        let name =
            annotations?["io.containerd.image.name"]?.string
            ?? annotations?["org.opencontainers.image.ref.name"]?.string
        var descriptor = try descriptor(entry)
        if descriptor.mediaType == ImageMediaType.index {
            entry = try onlyManifest(in: BlobWriter.path(of: descriptor.digest))
            descriptor = try self.descriptor(entry)
        }
        let bytes = try bytes(of: BlobWriter.path(of: descriptor.digest))
        guard ContentDigest(of: bytes) == descriptor.digest else {
            throw Self.corrupt("a manifest that has another digest than the index says")
        }
        let contents = places.compactMap { path, place in
            path.split(separator: "/").last.flatMap { ContentDigest("sha256:\($0)") }.map { ($0, place) }
        }
        return (
            try ImageManifest(bytes, mediaType: descriptor.mediaType), name,
            Dictionary(contents) { first, _ in first }
        )
    }

    /// The image of an archive as `docker save` writes it: its layers have no digests there, so they are read.
    ///
    /// - Throws: ``PackagingError`` with `archive-corrupt`, `package-file-unreadable`.
    func dockerArchive() throws(PackagingError) -> Image {
        let images = try document("manifest.json").root.elements
        guard images.count == 1, let image = images.first else {
            throw Self.corrupt("\(images.count) images where one is expected")
        }
        guard let path = image["Config"]?.string, let layers = image["Layers"]?.elements.map({ $0.string ?? "" })
        else { throw Self.corrupt("a manifest.json without configuration or layers") }
        var contents: [ContentDigest: ByteSlice] = [:]
        let configuration = try describe(path, as: ImageMediaType.configuration, in: &contents)
        var descriptors: [ContentDescriptor] = []
        for layer in layers { descriptors.append(try describe(layer, as: nil, in: &contents)) }
        return (
            ImageManifest(configuration: configuration, layers: descriptors),
            image["RepoTags"]?.elements.first?.string, contents
        )
    }

    /// Reads JSON.
    ///
    /// - Throws: ``PackagingError`` with `archive-corrupt`, `package-file-unreadable`.
    static func document(_ source: any ByteSource, _ what: String) throws(PackagingError) -> JSONDocument {
        guard source.byteCount <= maximumDocument else { throw corrupt("\(what) of \(source.byteCount) bytes") }
        let bytes = try source.exactly(source.byteCount, at: 0)
        do {
            return try JSONDocument(bytes)
        } catch {
            throw corrupt("\(what), which is no JSON")
        }
    }

    private func document(_ path: String) throws(PackagingError) -> JSONDocument {
        guard let file = places[path] else { throw Self.corrupt("no \(Diagnosis.excerpt(path))") }
        return try Self.document(file, Diagnosis.excerpt(path))
    }

    private func bytes(of path: String) throws(PackagingError) -> [UInt8] {
        guard let file = places[path], file.byteCount <= Self.maximumDocument else {
            throw Self.corrupt("no \(Diagnosis.excerpt(path)) of a usual size")
        }
        return try file.exactly(file.byteCount, at: 0)
    }

    private func onlyManifest(in path: String) throws(PackagingError) -> JSONValue {
        let manifests = try document(path).root["manifests"]?.elements ?? []
        guard manifests.count == 1, let manifest = manifests.first else {
            throw PackagingError(
                .archiveCorrupt, "the archive holds \(manifests.count) images", expected: "one, for one processor",
                advice: "save the image of one platform only")
        }
        return manifest
    }

    private func descriptor(_ json: JSONValue) throws(PackagingError) -> ContentDescriptor {
        guard let descriptor = ContentDescriptor(json) else { throw Self.corrupt("an index without SHA-256 digests") }
        return descriptor
    }

    private func describe(
        _ path: String, as mediaType: String?, in contents: inout [ContentDigest: ByteSlice]
    ) throws(PackagingError) -> ContentDescriptor {
        guard let file = places[path] else { throw Self.corrupt("no \(Diagnosis.excerpt(path))") }
        let isCompressed = try file.bytes(in: 0..<2) == [0x1F, 0x8B]
        let kind = mediaType ?? (isCompressed ? ImageMediaType.layer : ImageMediaType.plainLayer)
        let digest = try ContentDigest(of: file)
        contents[digest] = file
        return ContentDescriptor(mediaType: kind, digest: digest, byteCount: file.byteCount)
    }

    private static func corrupt(_ found: String) -> PackagingError {
        PackagingError(.archiveCorrupt, "the image archive is damaged", found: found, advice: "make or fetch it again")
    }
}
