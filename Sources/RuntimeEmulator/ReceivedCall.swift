/// A call that a function made.
package struct ReceivedCall: Sendable, Hashable {
    /// `GET` or `POST`.
    package let method: String
    /// The path, with the API's version.
    package let path: String
    /// When all of it had come.
    package let time: ContinuousClock.Instant
}
