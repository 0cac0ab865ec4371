import AsyncHTTPClient
import Diagnosis
import Imaging
import NIOCore
import NIOHTTP1
import Vision

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A picture on the web.
struct ImageAddress {
    private let text: String
    private let parts: URLComponents?

    /// Takes an http or https address; anything else is none.
    init?(_ text: String) {
        guard ["http://", "https://"].contains(where: text.lowercased().hasPrefix) else { return nil }
        self.text = text
        parts = URLComponents(string: text)
    }

    /// The picture, fetched when its turn comes.
    var picture: InputPicture {
        InputPicture(.deferred(name: name) { try await fetch() })
    }

    /// The last part of the path, without the query.
    private var name: String {
        parts?.path.split(separator: "/").last.map(String.init) ?? parts?.host ?? "download"
    }

    /// The address without what may be secret: user, password, query and fragment.
    private var redacted: String {
        let rest = text.prefix { $0 != "?" && $0 != "#" }.split(separator: "/", maxSplits: 3)
        let places = rest.enumerated().map { $0 == 1 ? $1.split(separator: "@").last ?? "" : $1 }
        guard places.count > 1 else { return Diagnosis.excerpt(text) }
        return Diagnosis.excerpt("\(places[0])//\(places[1...].joined(separator: "/"))")
    }

    /// Fails at once where nothing listens, instead of trying again until the time is over.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .follow(max: 5, allowCycles: false),
            timeout: .init(connect: .seconds(10), read: .seconds(30)))
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    private func fetch() async throws -> [UInt8] {
        let limit = DecodeLimits.standard.maximumBytes
        do {
            let response = try await Self.client.execute(try request, timeout: .seconds(30))
            guard response.status == .ok else {
                throw unreadable(expected: "status 200", found: "status \(response.status.code)")
            }
            return Array(buffer: try await response.body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw VisionError(
                .sourceUnreadable, "\(redacted) is too large", expected: "at most \(limit >> 20) MiB")
        } catch let error as HTTPClientError {
            throw unreadable(found: error.shortDescription, underlying: error)
        } catch let error as VisionError {
            throw error
        } catch let error as CancellationError {
            throw error
        } catch {
            throw unreadable(found: Diagnosis.excerpt("\(error)"), underlying: error)
        }
    }

    private var request: HTTPClientRequest {
        get throws(VisionError) {
            guard let parts, parts.host?.isEmpty == false, 1...65_535 ~= parts.port ?? 80, let url = parts.string else {
                throw VisionError(
                    .sourceUnreadable, "\(redacted) is not an address", expected: "https://host/picture.jpg")
            }
            return HTTPClientRequest(url: url)
        }
    }

    private func unreadable(
        expected: String? = nil, found: String, underlying: (any Error)? = nil
    ) -> VisionError {
        VisionError(
            .sourceUnreadable, "\(redacted) cannot be fetched", expected: expected, found: found,
            underlying: underlying)
    }
}
