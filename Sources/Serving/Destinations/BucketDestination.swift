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
            guard let note = try await note(at: place) else { return false }
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
        var options = PutOptions(contentType: type, metadata: ObjectNote(result.identity).metadata)
        for place in try places(for: result.identity, of: result.origin, suffix: suffix) {
            options.onlyIfAbsent = true
            if try await put(bytes, at: place, options) { return }
            let note = try await note(at: place)
            guard note?.source == result.identity.source else { continue }
            if result.identity.isCovered(fingerprint: note?.fingerprint, order: note?.order) { return }
            options.onlyIfAbsent = false
            try await objects.put(bytes, to: place, options: options)
            return
        }
        throw ServingError(
            .destinationFailed, "there are other objects where a result belongs",
            expected: "a prefix that only results have", advice: "change the prefix in APUS_RESULTS")
    }

    /// Whether the object could be written; `false` where there is one already.
    private func put(_ bytes: [UInt8], at place: ObjectLocation, _ options: PutOptions) async throws -> Bool {
        do {
            try await objects.put(bytes, to: place, options: options)
            return true
        } catch let error as AWSError where error.code == .conditionFailed {
            return false
        }
    }

    private func note(at place: ObjectLocation) async throws -> ObjectNote? {
        do {
            return ObjectNote(metadata: try await objects.head(place).metadata)
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
