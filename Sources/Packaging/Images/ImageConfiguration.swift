import JSONText

/// How a container of an image is started, and what its layers are made of (OCI image specification, configuration).
package struct ImageConfiguration: Sendable, Hashable {
    /// The processor, as Go names it: `amd64`, `arm64`.
    package var architecture: String
    /// The program and its first arguments.
    package var entryPoint = ["/var/task/bootstrap"]
    /// The folder that it is started in.
    package var workingDirectory = "/var/task"
    /// User and group, by number, so that it holds where nobody reads `/etc/passwd`; Lambda uses its own.
    package var user = "\(ImageBase.userID):\(ImageBase.userID)"
    /// Variables, in the order of the names.
    package var environment = [
        "LAMBDA_TASK_ROOT": "/var/task",
        "PATH": "/var/task:/usr/local/bin:/usr/bin:/bin",
        "SSL_CERT_FILE": "/\(ImageBase.certificates)",
    ]
    /// What tools show of the image; the keys of OCI begin with `org.opencontainers.image.`.
    package var labels: [String: String] = [:]

    /// The configuration of a function for a processor.
    package init(architecture: String) { self.architecture = architecture }

    /// The time of images whose bytes are to be the same each time.
    private static let created = "1970-01-01T00:00:00Z"

    /// Writes it.
    ///
    /// - Parameter layers: What each layer is, and the digest of its bytes before compression, the lowest first.
    /// - Returns: JSON text.
    func json(layers: [(title: String, digest: ContentDigest)]) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { image in
            image.member("architecture", architecture)
            image.key("config")
            image.object(writeExecution)
            image.member("created", Self.created)
            image.key("history")
            image.array { history in
                for layer in layers {
                    history.object { entry in
                        entry.member("created", Self.created)
                        entry.member("created_by", "apus: \(layer.title)")
                    }
                }
            }
            image.member("os", "linux")
            image.key("rootfs")
            image.object { rootfs in
                rootfs.key("diff_ids")
                rootfs.array { list in layers.forEach { list.value($0.digest.description) } }
                rootfs.member("type", "layers")
            }
        }
        return writer.bytes
    }

    private func writeExecution(to config: inout JSONWriter) {
        config.key("Entrypoint")
        config.array { list in entryPoint.forEach { list.value($0) } }
        config.key("Env")
        config.array { list in
            environment.sorted { $0.key < $1.key }.forEach { list.value("\($0.key)=\($0.value)") }
        }
        if !labels.isEmpty {
            config.key("Labels")
            config.object { object in
                labels.sorted { $0.key < $1.key }.forEach { object.member($0.key, $0.value) }
            }
        }
        config.member("User", user)
        config.member("WorkingDir", workingDirectory)
    }
}
