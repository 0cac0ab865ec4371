/// What Lambda takes (its developer guide, "Lambda quotas"), in bytes.
package enum LambdaLimits {
    /// A zip archive that is sent with the request that makes the function or layer.
    package static let directUpload = 50 << 20
    /// Code and layers, unpacked.
    package static let unpacked = 262_144_000
    /// An image, all layers, unpacked.
    package static let image = 10 << 30
}
