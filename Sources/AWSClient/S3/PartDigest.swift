import Crypto
import FileStaging

/// The digest of a file whose parts come in any order: each is read as soon as all before it are there, while others
/// are still on their way.
struct PartDigest {
    private let expected: String?
    private var digest = SHA256()
    private var arrived: [Int: Range<Int>] = [:]
    private var next = 0

    /// Starts a digest.
    ///
    /// - Parameter expected: 64 hexadecimal digits, or `nil` where nothing is to be checked.
    init(_ expected: String?) { self.expected = expected?.lowercased() }

    /// Notes that a part is there.
    ///
    /// - Throws: `file-unwritable` where it cannot be read back.
    mutating func add(_ range: Range<Int>, of file: StagedFile<AWSError>) throws(AWSError) {
        guard expected != nil else { return }
        arrived[range.lowerBound] = range
        while let range = arrived.removeValue(forKey: next) {
            try file.hash(range, into: &digest)
            next = range.upperBound
        }
    }

    /// Compares, once all parts are there.
    ///
    /// - Throws: `digest-mismatch`.
    func check(_ location: ObjectLocation) throws(AWSError) {
        guard let expected else { return }
        let found = Hexadecimal.text(digest.finalize())
        guard found == expected else {
            throw AWSError(
                .digestMismatch, "\(location) is not what was asked for", expected: "SHA-256 \(expected)",
                found: found)
        }
    }
}
