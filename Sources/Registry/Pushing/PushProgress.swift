package import Packaging

/// How far a push is with one content.
package struct PushProgress: Sendable {
    /// The content.
    package let digest: ContentDigest
    /// How many of its bytes were sent; fewer than before where a part is sent again.
    package let byteCount: Int
}
