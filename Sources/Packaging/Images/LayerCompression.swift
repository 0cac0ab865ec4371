import Crypto

/// Makes the layers of an image: each is a tar archive through gzip.
///
/// Two pieces are compressed at a time, also of different layers, and written in their order. A layer larger than a
/// piece becomes a gzip file of several members, which every reader of gzip joins, so that models of any size fit into
/// memory.
struct LayerCompression {
    /// Bytes of a layer that are compressed at once, before compression.
    private static let pieceByteCount = 512 << 20
    /// How many pieces are worked on at the same time.
    private static let concurrency = 2

    private struct Piece: Sendable {
        let layer: Int
        let bytes: [UInt8]
        let compressed: Task<[UInt8], any Error>
    }

    private let titles: [String]
    private var streams: [TarStream]
    private var next = 0

    /// Prepares layers, the lowest first.
    init(_ layers: [(title: String, items: [TarItem])]) {
        titles = layers.map(\.title)
        streams = layers.map { TarStream($0.items) }
    }

    /// Compresses and writes.
    ///
    /// - Parameter blobs: Takes the layers.
    /// - Returns: What they are.
    /// - Throws: ``PackagingError`` with `package-file-unreadable`, `package-unwritable`, `out-of-memory`.
    consuming func write(to blobs: BlobWriter) async throws -> [WrittenImage.Layer] {
        var layers: [WrittenImage.Layer] = []
        var pieces: [Piece] = []
        var (digest, byteCount) = (SHA256(), 0)
        while true {
            while pieces.count < Self.concurrency, let piece = try nextPiece() { pieces.append(piece) }
            guard !pieces.isEmpty else { return layers }
            let piece = pieces.removeFirst()
            digest.update(data: piece.bytes)
            byteCount += piece.bytes.count
            try blobs.append(try await piece.compressed.value)
            if pieces.first?.layer != piece.layer {
                layers.append(
                    WrittenImage.Layer(
                        title: titles[piece.layer], descriptor: try blobs.close(mediaType: ImageMediaType.layer),
                        plainDigest: ContentDigest(digest.finalize()), plainByteCount: byteCount))
                (digest, byteCount) = (SHA256(), 0)
            }
        }
    }

    private mutating func nextPiece() throws(PackagingError) -> Piece? {
        while next < streams.count {
            if let bytes = try streams[next].next(Self.pieceByteCount) {
                return Piece(
                    layer: next, bytes: bytes, compressed: Task { try bytes.withUnsafeBytes { try Deflate.gzip($0) } })
            }
            next += 1
        }
        return nil
    }
}
