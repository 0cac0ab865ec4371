import JSONText
import NIOCore
import NIOHTTP1

/// A request that has come whole.
struct ReceivedRequest {
    /// Method, path and fields.
    let head: HTTPRequestHead
    /// The body, as much of it as is kept.
    let body: ByteBuffer
    /// How many bytes the body had.
    let size: Int
    /// Fields behind a body in chunks.
    let trailers: HTTPHeaders
    /// When the body began to come.
    let firstByte: ContinuousClock.Instant?

    /// The header and trailer with an error's type.
    private static let errorType = "Lambda-Runtime-Function-Error-Type"

    /// The body's media type.
    var contentType: String? { head.headers.first(name: "Content-Type") }

    /// The body's bytes.
    var bytes: [UInt8] { Array(body.readableBytesView) }

    /// Whether the answer is streamed.
    var isStream: Bool { head.headers.first(name: "Lambda-Runtime-Function-Response-Mode") == "streaming" }

    /// The error that the body is.
    var failure: ReportedFailure {
        ReportedFailure(type: head.headers.first(name: Self.errorType), body: bytes)
    }

    /// The body as a streamed answer, with the error that the trailers tell.
    var streamedAnswer: StreamedAnswer {
        let failure = trailers.first(name: Self.errorType).map { type in
            let text = trailers.first(name: "Lambda-Runtime-Function-Error-Body") ?? ""
            let body = try? Base64.decode(Array(text.utf8), maximumBytes: text.utf8.count)
            return ReportedFailure(type: type, body: body ?? [])
        }
        return StreamedAnswer(contentType: contentType, bytes: bytes, failure: failure)
    }
}
