/// How much of a form body is read.
package struct MultipartLimits: Sendable, Hashable {
    /// The most parts.
    package var maximumParts = 64
    /// The most bytes of one part's headers.
    package var maximumHeaderBytes = 8_192

    /// Makes the limits that are in force where nothing else is said.
    package init() {}
}
