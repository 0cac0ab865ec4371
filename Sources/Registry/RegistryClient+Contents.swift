import AWSClient
package import Packaging

extension RegistryClient {
    /// Whether the repository has a content.
    ///
    /// - Throws: ``RegistryError``; for ECR ``AWSError``; `CancellationError`.
    package func contains(_ content: ContentDescriptor) async throws -> Bool {
        let reply = try await send(RegistryCall(method: "HEAD", url: url("blobs/\(content.digest)")))
        switch reply.status {
        case 200:
            try check(reply, is: content.digest)
            return true
        // Some registries send readers to where the bytes are.
        case 301, 302, 307, 308: return true
        case 404: return false
        default: throw refusal(reply, of: "the question whether it has \(content.digest)")
        }
    }

    /// Which image the reference stands for in the registry, or `nil` where there is none.
    ///
    /// - Throws: ``RegistryError``; for ECR ``AWSError``; `CancellationError`.
    package func currentDigest() async throws -> ContentDigest? {
        let name = reference.tag ?? reference.digest?.description ?? "latest"
        let accepted = [ImageMediaType.manifest, ImageMediaType.dockerManifest, ImageMediaType.index]
        let reply = try await send(
            RegistryCall(
                method: "HEAD", url: url("manifests/\(name)"),
                headers: [("accept", accepted.joined(separator: ", "))]))
        return reply.status == 200 ? reply.digest : nil
    }

    /// Makes the reference stand for an image whose contents are there.
    ///
    /// - Throws: ``RegistryError``, with `image-digest-mismatch` where the registry says that it has another image; for
    ///   ECR ``AWSError``; `CancellationError`.
    package func put(_ manifest: ImageManifest) async throws {
        let digest = manifest.descriptor.digest
        let reply = try await send(
            RegistryCall(
                method: "PUT", url: url("manifests/\(reference.tag ?? digest.description)"),
                headers: [("content-type", manifest.mediaType)], body: .bytes(manifest.bytes)))
        guard reply.status == 201 || reply.status == 200 || reply.status == 202 else {
            throw refusal(reply, of: "the image's manifest")
        }
        try check(reply, is: digest)
    }

    /// Compares what the registry says that it has with what it should have.
    ///
    /// - Throws: ``RegistryError`` with `image-digest-mismatch`.
    func check(_ reply: RegistryReply, is digest: ContentDigest) throws(RegistryError) {
        guard let found = reply.digest, found != digest else { return }
        throw RegistryError(
            .digestMismatch, "\(endpoint.authority) says that it has something else than what was sent",
            expected: digest.description, found: found.description, advice: "do not use this image; push again")
    }
}
