import Imaging
import JSONText
import Serving
import TestSupport
import Vision

/// A service around the fixture detector, whose boxes do not depend on the picture.
enum FixtureService {
    /// A service; without a loader it loads the fixture model.
    static func make(
        models: ModelLoader? = nil, _ configure: (inout ServiceConfiguration) -> Void = { _ in }
    ) -> Service {
        var configuration = ServiceConfiguration()
        configure(&configuration)
        let models =
            models
            ?? ModelLoader {
                try await VisionModel(contentsOf: FixtureModels.path("detect_yolov8.onnx"))
            }
        return Service(
            configuration: configuration, models: models, fetcher: NamedPictures(), journal: SilentJournal())
    }

    /// A gray picture of 128 × 96 pixels, for which the model finds six objects surer than 0.5.
    static func picture() throws -> [UInt8] {
        let size = ImageSize(width: 128, height: 96)
        return try PixelBuffer(size: size, filledWith: Color(red: 90, green: 120, blue: 60)).encoded(as: .png)
    }
}

/// Pictures in a bucket and on the web: whatever is named `dog.png` is there.
private struct NamedPictures: PictureFetcher {
    func object(_ address: ObjectAddress, maximumBytes: Int) async throws -> [UInt8] {
        try picture(at: address.key)
    }

    func address(_ url: String, maximumBytes: Int) async throws -> [UInt8] {
        try picture(at: url)
    }

    private func picture(at address: String) throws -> [UInt8] {
        guard address.contains("dog.png") else { throw SecretFailure() }
        return try FixtureService.picture()
    }
}

private struct SilentJournal: RequestJournal {
    func add(_ record: RequestRecord, error: (any Error)?) {}
}

/// A failure that callers must not learn anything of.
struct SecretFailure: Error, CustomStringConvertible {
    var description: String { "password 1234 at /srv/secret" }
}

extension Service {
    /// Answers `POST /analyze` with bytes.
    func analyze(
        _ body: [UInt8], query: [(name: String, value: String)] = [], headers: [String: String] = [:]
    ) async -> ServiceResponse {
        var request = ServiceRequest(method: "POST", path: "/analyze", body: .bytes(body), id: "r-1")
        request.query = query
        request.headers = headers
        return await respond(to: request)
    }

    /// Answers `POST /analyze` with JSON.
    func analyze(json: String, query: [(name: String, value: String)] = []) async -> ServiceResponse {
        await analyze(Array(json.utf8), query: query, headers: ["content-type": "application/json"])
    }

    /// Answers a method at a path.
    func respond(_ method: String, _ path: String, json: String = "") async -> ServiceResponse {
        await respond(to: ServiceRequest(method: method, path: path, body: .bytes(Array(json.utf8)), id: "r-1"))
    }
}

extension ServiceResponse {
    /// The body's JSON.
    var json: JSONValue {
        get throws { try JSONDocument(body).root }
    }

    /// A header's value.
    func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }
}
