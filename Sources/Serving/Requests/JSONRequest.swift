import Diagnosis
import Imaging
import JSONText

/// Reading pictures and tensors out of a JSON body.
///
/// A body has one of: `image_data` or `image` (base64 of a picture, or of pixels with `shape`; an address too), `url`,
/// `s3` (`{"bucket", "key", "version_id"}` or `s3://bucket/key`), `images` (a list of these), `inputs` (tensors).
struct JSONRequest {
    let limits: ServiceLimits

    /// Everything that a body asks for but the options.
    ///
    /// - Throws: ``ServingError`` with `input-missing`, `field-invalid` or `batch-too-large`.
    func input(of body: JSONValue) throws(ServingError) -> InferenceRequest.Input {
        guard body.kind == .object else {
            throw ServingError(
                .inputMissing, "the body is JSON, and no object", expected: Self.forms, found: "\(body.kind)")
        }
        if let images = body.present("images") { return .pictures(try pictures(in: images)) }
        if let inputs = body.present("inputs") {
            return .tensors(try TensorRequest(inputs, outputs: body["outputs"], id: body["id"]))
        }
        return .picture(try picture(in: body))
    }

    private func pictures(in list: JSONValue) throws(ServingError) -> [Result<PictureInput, ServingError>] {
        guard list.kind == .array else { throw field("images", expected: "a list of pictures", found: list) }
        let elements = list.elements
        guard !elements.isEmpty else {
            throw ServingError(.inputMissing, "the list of images is empty", expected: Self.forms)
        }
        guard elements.count <= limits.batch else { throw ServingError.batch(of: elements.count, limit: limits.batch) }
        return elements.map { element in
            Result { () throws(ServingError) in
                element.kind == .string ? try text(element, in: element) : try picture(in: element)
            }
        }
    }

    private func picture(in object: JSONValue) throws(ServingError) -> PictureInput {
        var picture = try unnamed(object)
        if let name = object.present("image_name") {
            guard let text = name.string else { throw field("image_name", expected: "text", found: name) }
            picture.name = text
        }
        return picture
    }

    private func unnamed(_ object: JSONValue) throws(ServingError) -> PictureInput {
        if let data = object.present("image_data") ?? object.present("image") {
            guard data.kind == .string else { throw field("image", expected: "base64 text", found: data) }
            return try text(data, in: object)
        }
        if let url = object.present("url") {
            guard let address = url.string else { throw field("url", expected: "an address", found: url) }
            return try self.address(address)
        }
        if let object = object.present("s3") { return try self.object(object) }
        throw ServingError(.inputMissing, "the body has no picture", expected: Self.forms, found: keys(of: object))
    }

    private func object(_ value: JSONValue) throws(ServingError) -> PictureInput {
        if let address = value.string { return try self.address(address) }
        guard let bucket = value["bucket"]?.string, let key = value["key"]?.string, !bucket.isEmpty, !key.isEmpty else {
            throw field("s3", expected: #"{"bucket": "…", "key": "…"}"#, found: value)
        }
        let object = ObjectAddress(bucket: bucket, key: key, versionID: value["version_id"]?.string)
        return PictureInput(name: object.name, origin: .object(object))
    }

    private static let forms = "image_data or image (base64), url, s3, images or inputs"

    private func keys(of object: JSONValue) -> String {
        let keys = object.members.prefix(8).map(\.key)
        return keys.isEmpty ? "nothing" : Diagnosis.excerpt(keys.joined(separator: ", "))
    }
}

// MARK: - Text that is a picture

extension JSONRequest {
    /// An address, or base64 of a picture or of pixels.
    private func text(_ value: JSONValue, in object: JSONValue) throws(ServingError) -> PictureInput {
        if let address = shortText(value), address.contains("://") { return try self.address(address) }
        let bytes: [UInt8]
        do {
            bytes = try value.base64Decoded(maximumBytes: limits.image.maximumBytes)
        } catch {
            throw ServingError(base64: error)
        }
        guard let shape = object.present("shape") else { return PictureInput(origin: .bytes(bytes)) }
        return PictureInput(origin: .pixels(bytes, try self.shape(shape, byteCount: bytes.count)))
    }

    /// The text of a string that is short enough for an address; pictures are not unescaped to look for one.
    private func shortText(_ value: JSONValue) -> String? {
        value.textCount <= 4_096 ? value.string : nil
    }

    /// A picture at a web address or at `s3://bucket/key`.
    func address(_ address: String) throws(ServingError) -> PictureInput {
        if let (bucket, key) = S3Address.parts(of: address), !key.isEmpty {
            let object = ObjectAddress(bucket: bucket, key: key)
            return PictureInput(name: object.name, origin: .object(object))
        }
        guard address.hasPrefix("https://") || address.hasPrefix("http://") else {
            throw ServingError(
                .urlInvalid, "the address is of no known kind", expected: "https://…, http://… or s3://bucket/key",
                found: Self.scheme(of: address))
        }
        // What follows may be a signature.
        let place = address.prefix { $0 != "?" && $0 != "#" }
        let path = place.split(separator: "/").dropFirst(2)
        return PictureInput(name: path.last.map(String.init), origin: .address(address))
    }

    /// What an error may tell of an address: the rest may hold a password, even where it is misspelt.
    private static func scheme(of address: String) -> String {
        let scheme = URLCharacters.scheme(of: address)
        guard 1...20 ~= scheme.utf8.count, address.utf8[scheme.endIndex...].starts(with: "://".utf8) else {
            return "no scheme"
        }
        return "\(scheme)://"
    }

    private func shape(_ value: JSONValue, byteCount: Int) throws(ServingError) -> PixelShape {
        let sides = value.elements.compactMap(\.integer)
        let isShape = sides.count == value.elements.count && sides.allSatisfy { 1...65_535 ~= $0 }
        guard isShape, sides.count == 3 || sides.count == 2 else {
            throw field("shape", expected: "[height, width, channels]", found: value, sides)
        }
        let shape = PixelShape(height: sides[0], width: sides[1], channels: sides.count == 3 ? sides[2] : 1)
        guard [1, 3, 4].contains(shape.channels) else {
            throw field("shape", expected: "1, 3 or 4 channels", found: value, sides)
        }
        let wanted = shape.height * shape.width * shape.channels
        guard byteCount == wanted else {
            throw ServingError(
                .fieldInvalid, "the pixels do not fill the shape", expected: "\(wanted) bytes",
                found: "\(byteCount) bytes")
        }
        return shape
    }

    /// What came may be a picture in the wrong place: only its kind is told, and the first numbers of a list.
    private func field(
        _ name: String, expected: String, found: JSONValue, _ numbers: [Int] = []
    ) -> ServingError {
        let isList = !numbers.isEmpty && numbers.count == found.elements.count && numbers.count <= 8
        return ServingError(
            .fieldInvalid, "the field \(name) is wrong", expected: expected,
            found: isList ? "\(numbers)" : "\(found.kind)")
    }
}

extension JSONValue {
    /// The member with this key; `null` says as little as no member.
    fileprivate func present(_ key: String) -> JSONValue? {
        self[key].flatMap { $0.isNull ? nil : $0 }
    }
}

extension ServingError {
    /// A picture whose base64 is damaged or too long.
    init(base64 error: JSONError) {
        let code: Code = error.code == .base64TooLarge ? .bodyTooLarge : .fieldInvalid
        self.init(
            code, error.diagnosis.what, expected: error.diagnosis.expected, found: error.diagnosis.found,
            underlying: error)
    }

    /// More pictures than the service takes at once.
    static func batch(of count: Int, limit: Int) -> ServingError {
        ServingError(
            .batchTooLarge, "there are too many pictures in one request", expected: "at most \(limit)",
            found: "\(count)", advice: "send several requests, or raise APUS_MAX_BATCH")
    }
}
