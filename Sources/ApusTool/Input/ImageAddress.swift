import AsyncHTTPClient
import Diagnosis
import Imaging
import NIOCore
import NIOHTTP1
import Vision

/// A picture on the web.
struct ImageAddress {
    private let address: String

    /// Takes an http or https address; anything else is none.
    init?(_ text: String) {
        guard text.hasPrefix("https://") || text.hasPrefix("http://") else { return nil }
        address = text
    }

    /// The picture, fetched when its turn comes.
    var source: ImageSource {
        .deferred(name: name) { try await fetch() }
    }

    /// The last part of the path, without the query.
    private var name: String {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        return path.split(separator: "/").last.map(String.init) ?? "download"
    }

    /// The address without what may be secret: user, password and query.
    private var redacted: String {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        let scheme = path.hasPrefix("https") ? "https://" : "http://"
        let place = path.split(separator: "@").last ?? path
        return Diagnosis.excerpt(place.hasPrefix(scheme) ? String(place) : scheme + place)
    }

    private func fetch() async throws -> [UInt8] {
        let limit = DecodeLimits.standard.maximumBytes
        do {
            let response = try await HTTPClient.shared.execute(HTTPClientRequest(url: address), timeout: .seconds(30))
            guard response.status == .ok else {
                throw VisionError(
                    .sourceUnreadable, "\(redacted) cannot be fetched", expected: "status 200",
                    found: "status \(response.status.code)")
            }
            return Array(buffer: try await response.body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw VisionError(
                .sourceUnreadable, "\(redacted) is too large", expected: "at most \(limit >> 20) MiB")
        } catch let error as HTTPClientError {
            throw VisionError(
                .sourceUnreadable, "\(redacted) cannot be fetched", found: error.shortDescription, underlying: error)
        }
    }
}
