import Diagnosis

/// Simple Storage Service.
package struct S3: ObjectStore {
    let client: AWSClient

    /// S3 in the client's region.
    package init(_ client: AWSClient) { self.client = client }

    /// Reads an object whole; a large one is better downloaded.
    package func get(_ location: ObjectLocation, maximumBytes: Int) async throws -> StoredObject {
        try await client.send(try request(.get, location), for: "reading \(location)") { reply in
            let bytes = try await reply.bytes(upTo: maximumBytes)
            return StoredObject(description: ObjectDescription(reply, byteCount: bytes.count), bytes: bytes)
        }
    }

    /// Reads a part of an object.
    package func get(_ location: ObjectLocation, range: Range<Int>) async throws -> StoredObject {
        try await client.send(try request(.get, location, range: range), for: "reading \(location)") { reply in
            let part = try ObjectPart(reply, asked: range)
            let bytes = try await reply.bytes(upTo: part.range.count)
            return StoredObject(description: part.description, bytes: bytes)
        }
    }

    /// What is known about an object.
    package func head(_ location: ObjectLocation) async throws -> ObjectDescription {
        try await client.send(try request(.head, location), for: "looking at \(location)") { reply in
            guard let size = reply.announcedBytes else {
                throw AWSError(.responseInvalid, "\(reply.host) did not say how large \(location) is")
            }
            return ObjectDescription(reply, byteCount: size)
        }
    }

    /// Writes an object.
    @discardableResult
    package func put(_ bytes: [UInt8], to location: ObjectLocation, options: PutOptions) async throws -> String? {
        var request = try request(.put, location, body: bytes)
        if let type = options.contentType { request.headers.append(("content-type", type)) }
        if options.onlyIfAbsent { request.headers.append(("if-none-match", "*")) }
        if let etag = options.onlyIfMatching { request.headers.append(("if-match", etag)) }
        for (name, value) in options.metadata.sorted(by: { $0.key < $1.key }) {
            request.headers.append(("x-amz-meta-\(name)", value))
        }
        try Self.check(request.headers)
        return try await client.send(request, for: "writing \(location)") { $0.header("etag") }
    }

    /// A URL with which anybody may do one thing with one object for a while.
    package func presignedURL(
        _ access: PresignedAccess, _ location: ObjectLocation, seconds: Int
    ) async throws -> String {
        guard 1...604_800 ~= seconds else {
            throw AWSError(
                .requestFailed, "no URL can be good for so long", expected: "1 to 604800 seconds",
                found: "\(seconds) seconds")
        }
        let credentials = try await client.currentCredentials()
        let signature = SignatureV4(credentials: credentials, region: try client.configuration.region, at: .now)
        return signature.presignedURL(of: try presignable(access, location), seconds: seconds)
    }

    private func presignable(_ access: PresignedAccess, _ location: ObjectLocation) throws(AWSError) -> AWSRequest {
        switch access {
        case .get: return try request(.get, location)
        case .put(let type):
            var request = try request(.put, location)
            if let type { request.headers.append(("content-type", type)) }
            try Self.check(request.headers)
            return request
        }
    }

    /// A type or a note becomes a header, so it must not be able to become two.
    private static func check(_ headers: [(name: String, value: String)]) throws(AWSError) {
        for (name, value) in headers {
            let isPlain =
                value.utf8.allSatisfy { 0x20...0x7E ~= $0 }
                && name.utf8.allSatisfy { URIEncoding.isUnreserved($0) }
            guard isPlain else {
                throw AWSError(
                    .nameInvalid, "an object's type or metadata cannot be sent", expected: "visible ASCII",
                    found: Diagnosis.excerpt(name, limit: 80))
            }
        }
    }
}
