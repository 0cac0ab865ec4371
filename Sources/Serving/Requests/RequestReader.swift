import Diagnosis
import Imaging
import JSONText

/// Reads a request's body, whatever form it has.
struct RequestReader {
    let configuration: ServiceConfiguration

    /// What the request asks the model.
    ///
    /// What the bytes are decides, and not what the header says they are: many clients say nothing or the wrong thing.
    ///
    /// - Throws: ``ServingError``, or `ImagingError` for a body that pretends to be a picture.
    func read(_ request: ServiceRequest) throws -> InferenceRequest {
        switch request.body {
        case .json(let value): return try json(value, request)
        case .bytes(let bytes): return try limited(bytes, request)
        case .encoded(let decode): return try limited(decode(), request)
        case .text(let text, let decode):
            guard let body = try document(in: text, request) else { return try limited(decode(), request) }
            return try json(body, request)
        }
    }

    /// The JSON that a text holds, read where it stands; `nil` where it may be anything else or too large.
    private func document(in text: JSONValue, _ request: ServiceRequest) throws(ServingError) -> JSONValue? {
        let isObject = text.text.dropFirst().first == UInt8(ascii: "{")
        guard isObject, text.textCount <= configuration.limits.bodyBytes, !Self.isForm(request) else { return nil }
        return try document { () throws(JSONError) in try text.document() }
    }

    private static func isForm(_ request: ServiceRequest) -> Bool {
        request.headers["content-type"]?.lowercased().hasPrefix("multipart/") == true
    }

    private func limited(_ bytes: [UInt8], _ request: ServiceRequest) throws -> InferenceRequest {
        guard bytes.count <= configuration.limits.bodyBytes else {
            throw ServingError(
                .bodyTooLarge, "the body is too large", expected: "at most \(configuration.limits.bodyBytes) bytes",
                found: "\(bytes.count) bytes")
        }
        return try self.bytes(bytes, request)
    }

    private func bytes(_ bytes: [UInt8], _ request: ServiceRequest) throws -> InferenceRequest {
        let type = request.headers["content-type"] ?? ""
        if Self.isForm(request) { return try form(bytes, contentType: type, request) }
        let kind = type.prefix { $0 != ";" }.lowercased()
        let isSaidToBePicture = kind.hasPrefix("image/") || kind == "application/octet-stream"
        // Some programs begin their JSON with a byte order mark, which may be ignored (RFC 8259 section 8.1).
        let bytes = !isSaidToBePicture && bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes
        let first = bytes.first { !$0.isJSONSpace }
        if first == nil, bytes.isEmpty || !isSaidToBePicture { throw Self.empty }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            // Pixels without a format may begin like JSON.
            let body = isSaidToBePicture ? try? document(of: bytes) : try document(of: bytes)
            if let body { return try json(body, request) }
        }
        let origin = PictureInput.Origin(received: bytes)
        if !isSaidToBePicture, !origin.isPicture {
            if kind == "application/json" { return try json(document(of: bytes), request) }
            guard case .base64 = origin else { throw Self.unsupported(kind) }
        }
        let picture = PictureInput(name: request.parameter("image_name"), origin: origin)
        return InferenceRequest(input: .picture(picture), options: try options(request))
    }

    private static func unsupported(_ kind: String) -> ServingError {
        ServingError(
            .bodyUnsupported, "the body is of no known form",
            expected: "a JPEG, PNG, WebP, GIF or BMP picture, JSON or multipart/form-data",
            found: kind.isEmpty ? "unknown bytes" : Diagnosis.excerpt(kind, limit: 60))
    }

    private static var empty: ServingError {
        ServingError(
            .inputMissing, "the body is empty", expected: "a picture, JSON or multipart/form-data",
            advice: #"send a picture's bytes, or {"image_data": "<base64>"}"#)
    }

    private func document(of bytes: [UInt8]) throws(ServingError) -> JSONValue {
        try document { () throws(JSONError) in try JSONDocument(bytes) }
    }

    private func document(_ read: () throws(JSONError) -> JSONDocument) throws(ServingError) -> JSONValue {
        do throws(JSONError) {
            return try read().root
        } catch {
            throw ServingError(
                .fieldInvalid, "the body is not valid JSON", expected: error.diagnosis.expected,
                found: error.diagnosis.found ?? error.diagnosis.what, underlying: error)
        }
    }

    private func json(_ body: JSONValue, _ request: ServiceRequest) throws -> InferenceRequest {
        var input = try JSONRequest(limits: configuration.limits).input(of: body)
        if case .picture(var picture) = input, body["image_name"]?.string == nil,
            let name = request.parameter("image_name")
        {
            picture.name = name
            input = .picture(picture)
        }
        return InferenceRequest(
            input: input, options: try options(request) { name in body[name].map(RequestField.json) })
    }

    /// Options of the body, and of the query where the body says nothing.
    private func options(
        _ request: ServiceRequest, body: @escaping (String) -> RequestField? = { _ in nil }
    ) throws(ServingError) -> RequestOptions {
        try RequestOptions(configuration) { name in
            body(name) ?? request.parameter(name).map(RequestField.text)
        }
    }
}

extension UInt8 {
    fileprivate var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}

// MARK: - Forms

extension RequestReader {
    /// A form: each part with a file or of a picture's name is a picture, and the others are options.
    private func form(
        _ bytes: [UInt8], contentType: String, _ request: ServiceRequest
    ) throws -> InferenceRequest {
        let parts = try MultipartBody(bytes, contentType: contentType).parts
        let files = parts.filter { $0.fileName != nil || ["image", "image_data", "file", "images"].contains($0.name) }
        guard !files.isEmpty else {
            throw ServingError(
                .inputMissing, "the form has no picture", expected: "a part with a file, such as image=@photo.jpg",
                found: parts.isEmpty ? "no parts" : Diagnosis.excerpt(parts.map(\.name).joined(separator: ", ")))
        }
        guard files.count <= configuration.limits.batch else {
            throw ServingError.batch(of: files.count, limit: configuration.limits.batch)
        }
        let field = { name in
            parts.last { $0.name == name && $0.fileName == nil }.map { String(decoding: $0.content, as: UTF8.self) }
        }
        let options = try options(request) { field($0).map(RequestField.text) }
        var pictures = files.map { PictureInput(name: $0.fileName, origin: .init(received: Array($0.content))) }
        guard pictures.count == 1 else {
            return InferenceRequest(input: .pictures(pictures.map { .success($0) }), options: options)
        }
        pictures[0].name = field("image_name") ?? request.parameter("image_name") ?? pictures[0].name
        return InferenceRequest(input: .picture(pictures[0]), options: options)
    }
}
