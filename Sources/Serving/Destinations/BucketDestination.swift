import AWSClient

/// Results as objects under a prefix: `<prefix><key>.json`, and the drawn picture as `<prefix><key>.annotated.jpg`.
///
/// The objects' metadata says of what they are. An object of another source is never written over: results of a second
/// bucket with the same keys go to `<prefix><bucket>/<key>.json`.
struct BucketDestination: ResultDestination {
    let objects: any ObjectStore
    let folder: FolderAddress

    var remembers: Bool { true }

    func holds(_ result: ResultIdentity, of origin: ResultOrigin) async throws -> Bool {
        for place in try places(for: result, of: origin, suffix: Self.documentSuffix) {
            guard let note = try await note(at: place)?.note else { return false }
            if note.source == result.source {
                return result.isCovered(fingerprint: note.fingerprint, order: note.order)
            }
        }
        return false
    }

    func store(_ result: FinishedResult) async throws {
        // The document comes last: while it is not there, the work counts as not done.
        if let picture = result.picture {
            let suffix = ".annotated.\(picture.pathExtension)"
            try await write(picture.bytes, suffix: suffix, type: picture.type, of: result)
        }
        try await write(result.document.json, suffix: Self.documentSuffix, type: "application/json", of: result)
    }

    private static let documentSuffix = ".json"

    /// Where the result may lie, the first choice first; the last is nobody else's.
    private func places(
        for result: ResultIdentity, of origin: ResultOrigin, suffix: String
    ) throws(AWSError) -> [ObjectLocation] {
        let longestKey = 1_024
        let names = [origin.name, origin.bucket.map { "\($0)/\(origin.name)" }, result.source]
        let keys = names.compactMap { $0 }.map { folder.prefix + $0 + suffix }
        return try keys.filter { $0.utf8.count <= longestKey }.map { key throws(AWSError) in
            try ObjectLocation(bucket: folder.bucket, key: key)
        }
    }
}

// MARK: - Writing

extension BucketDestination {
    /// Writes where nothing is, or over an earlier result of the same source.
    private func write(_ bytes: [UInt8], suffix: String, type: String, of result: FinishedResult) async throws {
        let options = PutOptions(contentType: type, metadata: ObjectNote(result.identity).metadata)
        for place in try places(for: result.identity, of: result.origin, suffix: suffix) {
            if try await write(bytes, at: place, options, of: result.identity) { return }
        }
        throw ServingError(
            .destinationFailed, "there are other objects where a result belongs",
            expected: "a prefix that only results have", advice: "change the prefix in APUS_RESULTS")
    }

    /// Writes to one place; `false` where an object of another source is.
    ///
    /// Nothing is written over but what was looked at: a later result that comes in between stays.
    private func write(
        _ bytes: [UInt8], at place: ObjectLocation, _ options: PutOptions, of result: ResultIdentity
    ) async throws -> Bool {
        let attempts = 5
        var options = options
        for _ in 0..<attempts {
            (options.onlyIfAbsent, options.onlyIfMatching) = (true, nil)
            if try await put(bytes, at: place, options) { return true }
            let (note, etag) = try await note(at: place) ?? (nil, nil)
            guard let note, note.source == result.source else { return false }
            if result.isCovered(fingerprint: note.fingerprint, order: note.order) { return true }
            (options.onlyIfAbsent, options.onlyIfMatching) = (false, etag)
            if try await put(bytes, at: place, options) { return true }
        }
        throw ServingError(.destinationFailed, "a result changed each time that a later one was to replace it")
    }

    /// Whether the object could be written; `false` where the condition does not hold.
    private func put(_ bytes: [UInt8], at place: ObjectLocation, _ options: PutOptions) async throws -> Bool {
        do {
            try await objects.put(bytes, to: place, options: options)
            return true
        } catch let error as AWSError where error.code == .conditionFailed {
            return false
        }
    }

    private func note(at place: ObjectLocation) async throws -> (note: ObjectNote?, etag: String?)? {
        do {
            let description = try await objects.head(place)
            return (ObjectNote(metadata: description.metadata), description.etag)
        } catch let error as AWSError where error.code == .notFound || error.code == .accessDenied {
            // S3 does not say that there is nothing to a role that may not list the bucket: it denies access.
            return nil
        }
    }
}

/// What the metadata of a result's object says.
private struct ObjectNote {
    let source: String?
    let fingerprint: String?
    let order: String?

    init(_ identity: ResultIdentity) {
        (source, fingerprint, order) = (identity.source, identity.fingerprint, identity.order)
    }

    init(metadata: [String: String]) {
        source = metadata["apus-source"]
        fingerprint = metadata["apus-fingerprint"]
        order = metadata["apus-order"]
    }

    var metadata: [String: String] {
        ["apus-source": source, "apus-fingerprint": fingerprint, "apus-order": order].compactMapValues { $0 }
    }
}
