/// Objects under keys: S3, and whatever stands in for it.
package protocol ObjectStore: Sendable {
    /// Reads an object whole.
    ///
    /// - Parameters:
    ///   - location: Which.
    ///   - maximumBytes: The most that is taken; the announced size is looked at before anything is read.
    /// - Returns: The bytes and what is known about them.
    /// - Throws: ``AWSError``, such as `aws-not-found`, `object-too-large`; `CancellationError`.
    func get(_ location: ObjectLocation, maximumBytes: Int) async throws -> StoredObject

    /// Reads a part of an object.
    ///
    /// - Parameters:
    ///   - location: Which.
    ///   - range: The offsets of the bytes; the answer is shorter where the object ends before them.
    /// - Returns: The part's bytes, with the description of the whole.
    /// - Throws: ``AWSError``, `CancellationError`.
    func get(_ location: ObjectLocation, range: Range<Int>) async throws -> StoredObject

    /// What is known about an object, without its bytes.
    ///
    /// - Throws: ``AWSError``, `CancellationError`.
    func head(_ location: ObjectLocation) async throws -> ObjectDescription

    /// Writes an object.
    ///
    /// - Parameters:
    ///   - bytes: What to write.
    ///   - location: Where to; its version is of no meaning.
    ///   - options: Type, metadata and condition.
    /// - Returns: The new object's ETag, where the store says it.
    /// - Throws: ``AWSError``, such as `aws-condition-failed`; `CancellationError`.
    @discardableResult
    func put(_ bytes: [UInt8], to location: ObjectLocation, options: PutOptions) async throws -> String?

    /// A URL with which anybody may do one thing with one object for a while; it is a secret.
    ///
    /// - Parameters:
    ///   - access: Which thing.
    ///   - location: Which object.
    ///   - seconds: For how long, from 1 to 604,800; temporary credentials may end it earlier.
    /// - Returns: The URL.
    /// - Throws: ``AWSError``, `CancellationError`.
    func presignedURL(_ access: PresignedAccess, _ location: ObjectLocation, seconds: Int) async throws -> String

    /// Brings an object to a file, in parts at the same time.
    ///
    /// The file appears when it is whole and checked, or not at all.
    ///
    /// - Parameters:
    ///   - location: Which.
    ///   - path: The file, which is replaced where it is there.
    ///   - options: Limits, digest, parts.
    /// - Returns: What is known about the object.
    /// - Throws: ``AWSError``, such as `digest-mismatch`, `object-changed`, `file-unwritable`; `CancellationError`.
    @discardableResult
    func download(
        _ location: ObjectLocation, to path: String, options: DownloadOptions
    ) async throws -> ObjectDescription
}

/// What a store knows about an object.
package struct ObjectDescription: Sendable, Hashable {
    /// The size of the whole object, in bytes.
    package var byteCount: Int
    /// A name of these very bytes, in quotes as HTTP has it.
    package var etag: String?
    /// The version, where versions are kept.
    package var versionID: String?
    /// The media type.
    package var contentType: String?
    /// What its writer noted, by lower-case name.
    package var metadata: [String: String]

    /// Makes a description.
    package init(
        byteCount: Int, etag: String? = nil, versionID: String? = nil, contentType: String? = nil,
        metadata: [String: String] = [:]
    ) {
        self.byteCount = byteCount
        self.etag = etag
        self.versionID = versionID
        self.contentType = contentType
        self.metadata = metadata
    }
}

/// An object, or a part of one, in memory.
package struct StoredObject: Sendable {
    /// What is known about the whole.
    package let description: ObjectDescription
    /// The bytes that were asked for.
    package let bytes: [UInt8]

    /// Puts the two together.
    package init(description: ObjectDescription, bytes: [UInt8]) {
        (self.description, self.bytes) = (description, bytes)
    }
}

/// How an object is written.
package struct PutOptions: Sendable, Hashable {
    /// The media type, such as `image/jpeg`.
    package var contentType: String?
    /// Notes of visible ASCII, by name of letters, digits and hyphens.
    package var metadata: [String: String]
    /// Whether to write only where there is no object yet.
    ///
    /// When the answer to a first attempt is lost, the second may find the object that the first has written, and say
    /// `aws-condition-failed` although all is well.
    package var onlyIfAbsent: Bool
    /// The ETag that the object must still have to be written over; `nil` writes over any.
    package var onlyIfMatching: String?

    /// Makes options; the defaults write bytes without a type over what is there.
    package init(contentType: String? = nil, metadata: [String: String] = [:], onlyIfAbsent: Bool = false) {
        self.contentType = contentType
        self.metadata = metadata
        self.onlyIfAbsent = onlyIfAbsent
    }
}

/// What a presigned URL permits.
package enum PresignedAccess: Sendable, Hashable {
    /// Reading the object.
    case get
    /// Writing the object, with this media type in the request where there is one.
    case put(contentType: String?)
}

/// How an object is brought to a file.
package struct DownloadOptions: Sendable {
    /// The most that is taken, in bytes.
    package var maximumBytes: Int
    /// The digest that the bytes must have, as 64 hexadecimal digits.
    package var sha256: String?
    /// The size of a part, in bytes.
    package var partBytes = 8 << 20
    /// How many parts are on their way at the same time.
    package var parallelParts = 8
    /// Hears how many bytes of how many have arrived, after each part.
    package var progress: (@Sendable (_ received: Int, _ total: Int) -> Void)?

    /// Makes options with parts of 8 MiB, eight at a time.
    package init(maximumBytes: Int, sha256: String? = nil) {
        self.maximumBytes = maximumBytes
        self.sha256 = sha256
    }
}
