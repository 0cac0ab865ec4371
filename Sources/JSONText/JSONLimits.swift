/// What a document may cost, checked while it is read.
package struct JSONLimits: Sendable {
    /// How deep objects and arrays may lie in each other; `[]` has depth 1.
    package var maximumDepth = 64
    /// How many values a document may have, keys counted too; each takes 16 bytes of memory.
    package var maximumNodes = 2_000_000

    /// The limits that are used where none are named.
    package static let standard = JSONLimits()

    /// Makes limits; what is not named is as in ``standard``.
    package init(maximumDepth: Int = 64, maximumNodes: Int = 2_000_000) {
        self.maximumDepth = maximumDepth
        self.maximumNodes = maximumNodes
    }
}
