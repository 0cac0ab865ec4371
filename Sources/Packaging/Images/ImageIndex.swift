import JSONText

/// The files by which archives say which image is in them.
enum ImageIndex {
    /// The `index.json` of an OCI layout.
    ///
    /// - Parameters:
    ///   - manifest: The one image.
    ///   - name: Its name with a tag.
    /// - Returns: JSON text.
    static func oci(of manifest: ImageManifest, name: String?) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { index in
            index.member("schemaVersion", 2)
            index.member("mediaType", ImageMediaType.index)
            index.key("manifests")
            index.array { list in
                list.object { entry in
                    manifest.descriptor.write(to: &entry)
                    if let name { annotate(&entry, with: name) }
                }
            }
        }
        return writer.bytes
    }

    /// The `manifest.json` that `docker load` reads.
    ///
    /// - Parameters:
    ///   - manifest: The one image.
    ///   - name: Its name with a tag.
    /// - Returns: JSON text.
    static func docker(of manifest: ImageManifest, name: String?) -> [UInt8] {
        var writer = JSONWriter()
        writer.array { list in
            list.object { image in
                image.member("Config", BlobWriter.path(of: manifest.configuration.digest))
                image.key("RepoTags")
                image.array { tags in if let name { tags.value(name) } }
                image.key("Layers")
                image.array { layers in
                    manifest.layers.forEach { layers.value(BlobWriter.path(of: $0.digest)) }
                }
            }
        }
        return writer.bytes
    }

    /// The tag is what OCI's tools look for, the whole name what containerd's do.
    private static func annotate(_ entry: inout JSONWriter, with name: String) {
        entry.key("annotations")
        entry.object { annotations in
            annotations.member("io.containerd.image.name", name)
            if let tag = name.split(separator: "/").last?.split(separator: ":").dropFirst().last {
                annotations.member("org.opencontainers.image.ref.name", String(tag))
            }
        }
    }
}
