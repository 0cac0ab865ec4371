import NIOCore
import NIOHTTP1

/// Parts of an answer that came before they were asked for.
struct PartQueue {
    /// What may lie here before the other side has to wait, in bytes.
    private static let capacity = 256 << 10
    /// What a part costs beside its bytes: a server that sends single ones must not get far with it.
    private static let overhead = 64

    private var parts = CircularBuffer<HTTPClientResponsePart>()
    private var cost = 0

    /// Whether nothing more should come for now.
    var isFull: Bool { cost >= Self.capacity }

    /// Whether nothing of a body lies here.
    var isBodyTaken: Bool {
        parts.allSatisfy { part in
            if case .end = part { true } else { false }
        }
    }

    /// Adds a part at the end.
    mutating func append(_ part: HTTPClientResponsePart) {
        cost += Self.cost(of: part)
        parts.append(part)
    }

    /// Takes the oldest part.
    mutating func popFirst() -> HTTPClientResponsePart? {
        let part = parts.popFirst()
        if let part { cost -= Self.cost(of: part) }
        return part
    }

    private static func cost(of part: HTTPClientResponsePart) -> Int {
        guard case .body(let chunk) = part else { return overhead }
        return chunk.readableBytes + overhead
    }
}
