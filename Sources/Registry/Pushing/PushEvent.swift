package import Packaging

/// A fact that a push tells while it goes on.
package enum PushEvent: Sendable {
    /// So many bytes of a content were sent; fewer than before where a part is sent again.
    case sent(ContentDigest, byteCount: Int)
    /// A content was sent.
    case uploaded(ContentDigest)
    /// The registry took a content from another repository.
    case mounted(ContentDigest)
}
