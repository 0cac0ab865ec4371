import FileStaging
import NIOCore

extension S3 {
    /// Brings an object to a file, in parts at the same time.
    ///
    /// The first part tells size and ETag; the others are asked for under the condition that the ETag is still the
    /// same, so that parts of two objects are never mixed.
    @discardableResult
    package func download(
        _ location: ObjectLocation, to path: String, options: DownloadOptions
    ) async throws -> ObjectDescription {
        let file = try StagedFile(download: path)
        let download = ObjectDownload(store: self, location: location, file: file, options: options)
        let description = try await download.run()
        try file.commit()
        return description
    }
}

/// One download in parts.
private struct ObjectDownload: Sendable {
    let store: S3
    let location: ObjectLocation
    let file: StagedFile<AWSError>
    let options: DownloadOptions

    func run() async throws -> ObjectDescription {
        let partBytes = max(1, options.partBytes)
        guard let first = try await part(0..<partBytes, etag: nil) else {
            try PartDigest(options.sha256).check(location)
            return try await store.head(location)
        }
        let description = first.description
        var progress = Progress(options, total: description.byteCount)
        var digest = PartDigest(options.sha256)
        try await withThrowingTaskGroup(of: Range<Int>.self) { group in
            var next = first.range.upperBound
            func begin() {
                guard next < description.byteCount else { return }
                let range = next..<min(next + partBytes, description.byteCount)
                next = range.upperBound
                group.addTask {
                    guard try await part(range, etag: description.etag) != nil else { throw changed() }
                    return range
                }
            }
            for _ in 0..<max(1, options.parallelParts) { begin() }
            progress.add(first.range.count)
            try digest.add(first.range, of: file)
            while let range = try await group.next() {
                begin()
                progress.add(range.count)
                try digest.add(range, of: file)
            }
        }
        try digest.check(location)
        return description
    }

    /// Brings one part into the file.
    ///
    /// - Returns: What came, or `nil` where the object has no such part, as an empty one has none at all.
    private func part(_ range: Range<Int>, etag: String?) async throws -> ObjectPart? {
        var request = try store.request(.get, location, range: range)
        if let etag { request.headers.append(("if-match", etag)) }
        do {
            return try await store.client.send(request, for: "reading \(location)") { reply in
                let part = try ObjectPart(reply, asked: range)
                let total = part.description.byteCount
                if etag == nil { try admit(total) }
                var offset = range.lowerBound
                try await reply.forEachChunk(upTo: part.range.count) { chunk in
                    try chunk.withUnsafeReadableBytes { try file.write($0, at: offset) }
                    offset += chunk.readableBytes
                }
                guard offset == part.range.upperBound else {
                    throw FailedAttempt.shortBody(
                        from: reply.host, announced: part.range.count, found: offset - range.lowerBound)
                }
                return part
            }
        } catch let error as AWSError where error.response?.status == 416 {
            return nil
        } catch let error as AWSError where error.code == .conditionFailed {
            throw changed()
        }
    }

    /// Checks the size of the whole, and claims room for it.
    private func admit(_ total: Int) throws(AWSError) {
        guard total <= options.maximumBytes else {
            throw AWSError(
                .objectTooLarge, "\(location) is too large", expected: "at most \(options.maximumBytes) bytes",
                found: "\(total) bytes")
        }
        try file.allocate(total)
    }

    private func changed() -> AWSError {
        AWSError(
            .objectChanged, "\(location) changed while it was read", advice: "try again, or name a version")
    }
}

/// Tells how far a download is.
private struct Progress {
    private let report: (@Sendable (Int, Int) -> Void)?
    private let total: Int
    private var received = 0

    init(_ options: DownloadOptions, total: Int) {
        report = options.progress
        self.total = total
    }

    mutating func add(_ count: Int) {
        received += count
        report?(received, total)
    }
}
