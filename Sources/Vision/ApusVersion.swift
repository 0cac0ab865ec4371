/// The version of this package.
package enum ApusVersion {
    /// As in CHANGELOG.md.
    package static let current = "0.1.0"
}
