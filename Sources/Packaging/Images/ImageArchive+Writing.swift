import FileStaging

extension ImageArchive {
    /// Writes an image into an archive, without a daemon or a registry.
    ///
    /// The archive is of both kinds: an OCI layout (`oci-archive`), and what `docker load` takes (`docker-archive`). The
    /// same contents give the same bytes.
    ///
    /// - Parameters:
    ///   - contents: What the image holds.
    ///   - configuration: How its containers are started.
    ///   - name: What it is called where it is loaded, with a tag, such as `detector:latest`.
    ///   - path: The archive's file; it is replaced once the new one is whole.
    /// - Returns: What was written.
    /// - Throws: ``PackagingError`` with `package-file-unreadable`, `package-unwritable`, `out-of-memory`.
    package static func write(
        _ contents: ImageContents, _ configuration: ImageConfiguration, name: String?, to path: String
    ) async throws -> WrittenImage {
        let archive = try StagedArchive(path)
        let written = try await write(contents, configuration, name: name, to: archive)
        try archive.commit()
        return written
    }

    /// Writes an image into an empty file, as `write(_:_:name:to:)` does with a path, and leaves it to the caller to put
    /// that into its place.
    static func write(
        _ contents: ImageContents, _ configuration: ImageConfiguration, name: String?, to archive: StagedArchive
    ) async throws -> WrittenImage {
        let blobs = BlobWriter(archive)
        try blobs.add("oci-layout", Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8))
        try blobs.add(folder: "blobs")
        try blobs.add(folder: BlobWriter.folder)
        let layers = try await LayerCompression(contents.layers).write(to: blobs)
        let configurationBytes = configuration.json(layers: layers.map { ($0.title, $0.plainDigest) })
        let manifest = ImageManifest(
            configuration: .init(mediaType: ImageMediaType.configuration, of: configurationBytes),
            layers: layers.map(\.descriptor))
        try blobs.add(configurationBytes)
        try blobs.add(manifest.bytes)
        try blobs.add("index.json", ImageIndex.oci(of: manifest, name: name))
        try blobs.add("manifest.json", ImageIndex.docker(of: manifest, name: name))
        try blobs.finish()
        return WrittenImage(layers: layers, manifest: manifest)
    }
}
