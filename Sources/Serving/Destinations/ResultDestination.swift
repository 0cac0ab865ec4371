/// A place that results of events go to.
protocol ResultDestination: Sendable {
    /// Whether the place can tell which results it has.
    var remembers: Bool { get }

    /// Whether the place has this result already, or one of a later change of the same object.
    ///
    /// - Throws: What the cloud's service throws.
    func holds(_ result: ResultIdentity, of origin: ResultOrigin) async throws -> Bool

    /// Puts a result there.
    ///
    /// - Throws: What the cloud's service throws.
    func store(_ result: FinishedResult) async throws
}

/// A result on its way to its places.
struct FinishedResult: Sendable {
    /// What makes it the same as another.
    let identity: ResultIdentity
    /// What it is of.
    let origin: ResultOrigin
    /// What there is to say.
    let document: ResultDocument
    /// The drawn picture, where there is one.
    let picture: DrawnPicture?
}
