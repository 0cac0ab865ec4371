import AWSClient
import Packaging

/// The upload of one content: whole at first, and where that breaks off in chunks from where it stopped.
struct ContentUpload {
    private let client: RegistryClient
    private let content: ContentDescriptor
    private let source: any ByteSource
    private let progress: @Sendable (Int) -> Void
    /// Where the registry wants the next bytes.
    private var location = ""
    /// How many bytes it has.
    private var offset = 0
    private var isWhole = true
    /// The shortest chunk that the registry takes, but for the last one, in bytes.
    private var shortestChunk = 0

    /// Prepares an upload.
    ///
    /// - Parameters:
    ///   - content: What is uploaded.
    ///   - source: Its bytes.
    ///   - client: The repository.
    ///   - progress: Hears how many bytes were sent.
    init(
        _ content: ContentDescriptor, from source: any ByteSource, to client: RegistryClient,
        progress: @escaping @Sendable (Int) -> Void
    ) {
        (self.content, self.source, self.client, self.progress) = (content, source, client, progress)
    }

    /// Uploads.
    ///
    /// - Parameter repository: Another repository of the registry that may have the content.
    /// - Returns: How it came there.
    /// - Throws: ``RegistryError``; for ECR ``AWSError``; what reading the bytes throws; `CancellationError`.
    consuming func run(mountingFrom repository: String?) async throws -> PushOutcome.Way {
        guard try await begin(mountingFrom: repository) else { return .mounted }
        var (attempts, reached) = (Attempts(client.options.retry), 0)
        while true {
            do {
                try await sendRest()
                return .sent
            } catch let failure as FailedAttempt {
                // Patience is for standstill; a connection that breaks now and then still gets there.
                if offset > reached { (attempts, reached) = (Attempts(client.options.retry), offset) }
                try await attempts.pause(after: failure)
                guard try await !client.contains(content) else { return .sent }
                isWhole = false
                try await resume()
            }
        }
    }

    /// Asks for a place to upload to.
    ///
    /// - Returns: `false` where the registry took the content from the other repository instead.
    private mutating func begin(mountingFrom repository: String? = nil) async throws -> Bool {
        let query = repository.map { "?mount=\(parameter)&from=\(URIEncoding.component($0))" } ?? ""
        let reply = try await client.send(RegistryCall(method: "POST", url: client.url("blobs/uploads/\(query)")))
        if reply.status == 201, repository != nil {
            try client.check(reply, is: content.digest)
            return false
        }
        guard reply.status == 202 else {
            let repository = client.reference.repository
            throw client.refusal(
                reply, of: "an upload",
                advice: reply.status == 404 ? "create the repository \(repository) first" : nil)
        }
        location = try client.endpoint.resolve(reply.header("location"))
        shortestChunk = reply.header("oci-chunk-min-length").flatMap { Int($0) } ?? 0
        offset = 0
        return true
    }

    /// Asks how far the upload came; a registry that has forgotten it gets a new one.
    private mutating func resume() async throws {
        let reply = try await client.send(RegistryCall(method: "GET", url: location))
        guard 200..<300 ~= reply.status, let received = reply.receivedByteCount, received <= content.byteCount else {
            _ = try await begin()
            return
        }
        if let next = reply.header("location") { location = try client.endpoint.resolve(next) }
        offset = received
    }

    private mutating func sendRest() async throws {
        while !isWhole, offset < content.byteCount { try await sendChunk() }
        let end = location + (location.contains("?") ? "&" : "?") + "digest=\(parameter)"
        let reply = try await client.attempt(call("PUT", end, offset..<content.byteCount))
        // What stands between us and the registry may have an opinion about large requests.
        if reply.status == 413, isWhole {
            isWhole = false
            try await resume()
            return try await sendRest()
        }
        try check(reply)
        try client.check(reply, is: content.digest)
    }

    private mutating func sendChunk() async throws {
        let end = offset + min(max(client.options.chunkByteCount, shortestChunk), content.byteCount - offset)
        var call = call("PATCH", location, offset..<end)
        call.headers.append(("content-range", "\(offset)-\(end - 1)"))
        let reply = try await client.attempt(call)
        try check(reply)
        location = try client.endpoint.resolve(reply.header("location"))
        offset = end
    }

    /// A registry that gave up an upload says that there is none, or that other bytes are next: then it begins anew.
    private func check(_ reply: RegistryReply) throws {
        guard !(200..<300 ~= reply.status) else { return }
        let refusal = client.refusal(reply, of: "the content \(content.digest)")
        guard reply.status == 404 || reply.status == 416 else { throw refusal }
        throw FailedAttempt(cause: .service, error: refusal)
    }

    private func call(_ method: String, _ url: String, _ range: Range<Int>) -> RegistryCall {
        RegistryCall(
            method: method, url: url, headers: [("content-type", "application/octet-stream")],
            body: range.isEmpty ? .none : .part(of: source, range, sent: progress))
    }

    private var parameter: String { URIEncoding.component(content.digest.description) }
}
