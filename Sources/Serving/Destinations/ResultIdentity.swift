/// What makes a result the same as another, as destinations remember it.
struct ResultIdentity: Sendable, Hashable {
    /// A digest of what the result is of, the same for all its versions.
    let source: String
    /// A digest of the version and of the model; `nil` where the version is not known, so that nothing is the same.
    let fingerprint: String?
    /// Orders the results of one source; `nil` where nothing does.
    let order: String?

    /// Names the result of a model for a source.
    ///
    /// - Parameters:
    ///   - origin: The source.
    ///   - model: The model's digest.
    init(of origin: ResultOrigin, model: String) {
        source = ContentDigest.text(origin.bucket ?? "", origin.name)
        fingerprint = origin.version.map { ContentDigest.text($0, model) }
        order = origin.order
    }

    /// A digest of all of it, by which a queue knows what it has had; `nil` where nothing is the same.
    var delivery: String? {
        fingerprint.map { ContentDigest.text(source, $0, order ?? "") }
    }

    /// Whether a result that is there already makes this one needless: it is the same, or of a later change.
    func isCovered(fingerprint: String?, order: String?) -> Bool {
        if let own = self.order, let order, order > own { return true }
        return self.fingerprint != nil && fingerprint == self.fingerprint
    }
}
