import JSONText
import Serving
import Testing

@Suite("Forms of input") struct InputFormTests {
    private let service = FixtureService.make()

    private func expectSix(_ response: ServiceResponse, name: String?) throws {
        #expect(response.status == 200)
        let answer = try response.json
        #expect(answer["detection_count"]?.integer == 6)
        #expect(answer["detections"]?.elements.count == 6)
        #expect(answer["image_dimensions"]?["width"]?.integer == 128)
        #expect(answer["image_dimensions"]?["height"]?.integer == 96)
        #expect(answer["image_name"]?.string == name)
        #expect(answer["model"]?.string == "detect_yolov8")
    }

    @Test(
        "a picture's bytes are answered, whatever the header calls them",
        arguments: ["image/png", "image/jpeg", "application/octet-stream", "text/plain", ""])
    func bytes(type: String) async throws {
        let response = await service.analyze(
            try FixtureService.picture(), query: [("image_name", "a.png")], headers: ["content-type": type])
        try expectSix(response, name: "a.png")
    }

    @Test("base64 is read with and without the beginning of a data address", arguments: ["", "data:image/png;base64,"])
    func base64(prefix: String) async throws {
        let text = prefix + String(decoding: Base64.encode(try FixtureService.picture()), as: UTF8.self)
        for key in ["image_data", "image"] {
            try expectSix(await service.analyze(json: #"{"\#(key)": "\#(text)", "image_name": "b"}"#), name: "b")
        }
    }

    /// The picture as base64 text.
    private static func text() throws -> String {
        String(decoding: Base64.encode(try FixtureService.picture()), as: UTF8.self)
    }

    @Test(
        "a body of base64 is the picture in it, whatever the header calls it",
        arguments: ["image/png", "application/octet-stream", "text/plain", "application/json", ""],
        ["", "data:image/png;base64,", "\r\n"])
    func unnamedBase64(type: String, prefix: String) async throws {
        let body = Array((prefix + (try Self.text())).utf8)
        try expectSix(await service.analyze(body, headers: ["content-type": type]), name: nil)
    }

    @Test("a body of base64 is the pixels in it, where they fill the model's input", arguments: ["image/png", ""])
    func unnamedPixels(type: String) async throws {
        let text = Base64.encode([UInt8](repeating: 80, count: 64 * 64 * 3))
        let answer = try await service.analyze(text, headers: ["content-type": type]).json
        #expect(answer["image_dimensions"]?["width"]?.integer == 64)
    }

    @Test(
        "base64 of anything else is told from a picture",
        arguments: [
            ("bm8gcGljdHVyZQ==", "image/png", "image-unrecognized"), ("bm8gcGljdHVyZQ==", "", "image-unrecognized"),
            ("SUkqAAgAAAAAAAAA", "", "image-unsupported"), ("iVBORw0KGgo*", "image/png", "image-unrecognized"),
            ("iVBORw0KGgo*", "", "body-unsupported"), ("true", "application/json", "input-missing"),
        ])
    func otherBase64(text: String, type: String, code: String) async throws {
        let response = await service.analyze(Array(text.utf8), headers: ["content-type": type])
        #expect(try response.json["code"]?.string == code)
    }

    @Test("what is wrong with base64 in place of a picture is said")
    func explained() async throws {
        let response = await service.analyze(Array("iVBORw0KGgo*".utf8), headers: ["content-type": "image/png"])
        #expect(response.status == 422)
        #expect(try response.json["error"]?.string?.contains("base64 text") == true)
    }

    @Test("JSON may begin with a byte order mark", arguments: ["application/json", "text/plain", ""])
    func byteOrderMark(type: String) async throws {
        let text = "\u{FEFF}" + #"{"url": "https://example.com/dog.png"}"#
        try expectSix(await service.analyze(Array(text.utf8), headers: ["content-type": type]), name: "dog.png")
    }

    @Test(
        "pictures that are elsewhere are fetched",
        arguments: [
            #"{"url": "https://example.com/x/dog.png?size=3"}"#, #"{"image": "https://example.com/dog.png"}"#,
            #"{"s3": {"bucket": "photos", "key": "2025/dog.png"}}"#, #"{"s3": "s3://photos/dog.png"}"#,
            #"{"url": "s3://photos/2025/dog.png"}"#,
        ])
    func fetched(body: String) async throws {
        let response = await service.analyze(json: body)
        try expectSix(response, name: "dog.png")
    }

    @Test("pixels are taken with their shape, and without it where they fill the model's input")
    func pixels() async throws {
        let pixels = [UInt8](repeating: 80, count: 64 * 64 * 3)
        let raw = try await service.analyze(pixels, headers: ["content-type": "application/octet-stream"]).json
        #expect(raw["image_dimensions"]?["width"]?.integer == 64)
        let text = String(decoding: Base64.encode([UInt8](repeating: 80, count: 20 * 10 * 3)), as: UTF8.self)
        let shaped = try await service.analyze(json: #"{"image": "\#(text)", "shape": [20, 10, 3]}"#).json
        #expect(shaped["image_dimensions"]?["height"]?.integer == 20)
        let short = await service.analyze(json: #"{"image": "\#(text)", "shape": [20, 11, 3]}"#)
        #expect(short.status == 400)
    }

    @Test("a list of pictures is answered in its order, and one that fails stops no other")
    func batch() async throws {
        let text = String(decoding: Base64.encode(try FixtureService.picture()), as: UTF8.self)
        let body = #"{"images": ["\#(text)", {"image": "bm8gcGljdHVyZQ==", "image_name": "bad"}, {"key": 1}]}"#
        let response = await service.analyze(json: body)
        #expect(response.status == 200)
        let answer = try response.json
        #expect(answer["count"]?.integer == 3)
        let results = answer["results"]?.elements ?? []
        try #require(results.count == 3)
        #expect(results[0]["detection_count"]?.integer == 6)
        #expect(results[1]["code"]?.string == "image-unrecognized")
        #expect(results[1]["image_name"]?.string == "bad")
        #expect(results[2]["code"]?.string == "input-missing")
    }

    @Test("a form's picture may be base64", arguments: ["image_data", "image"])
    func formOfText(name: String) async throws {
        try expectSix(await service.analyze(fields: [(name, try Self.text())]), name: nil)
    }

    @Test(
        "one picture has the name that its request gives it",
        arguments: [
            ([("image_name", "a")], [], "a"), ([("image_name", "a")], ["b"], "a"), ([], ["b"], "b"),
        ] as [([(String, String)], [String], String)])
    func name(fields: [(String, String)], query: [String], name: String) async throws {
        let query = query.map { (name: "image_name", value: $0) }
        let picture = [("image", try Self.text())]
        try expectSix(await service.analyze(fields: picture + fields, query: query), name: name)
        let members = (picture + fields).map { #""\#($0)": "\#($1)""# }.joined(separator: ", ")
        try expectSix(await service.analyze(json: "{\(members)}", query: query), name: name)
    }

    @Test("an empty version names the newest")
    func emptyVersion() {
        let object = ObjectAddress(bucket: "photos", key: "dog.png", versionID: "")
        #expect(object == ObjectAddress(bucket: "photos", key: "dog.png"))
    }

    @Test("a form has one picture or several, and options beside them", arguments: [1, 2])
    func form(count: Int) async throws {
        var body: [UInt8] = []
        for number in 0..<count {
            body += #"--x\#r\#nContent-Disposition: form-data; name="image"; filename="\#(number).png""#.utf8
            body += "\r\n\r\n".utf8
            body += try FixtureService.picture() + Array("\r\n".utf8)
        }
        body += "--x\r\nContent-Disposition: form-data; name=\"confidence\"\r\n\r\n0.9\r\n--x--\r\n".utf8
        let response = await service.analyze(body, headers: ["content-type": "multipart/form-data; boundary=x"])
        #expect(response.status == 200)
        let answer = try response.json
        let results = count == 1 ? [answer] : answer["results"]?.elements ?? []
        #expect(results.map { $0["image_name"]?.string } == (0..<count).map { "\($0).png" })
        #expect(results.allSatisfy { $0["detection_count"]?.integer == 1 })
    }
}

extension Service {
    /// Answers `POST /analyze` with a form of fields.
    fileprivate func analyze(
        fields: [(String, String)], query: [(name: String, value: String)] = []
    ) async -> ServiceResponse {
        let parts = fields.map { name, value in
            "--x\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        return await analyze(
            Array((parts.joined() + "--x--\r\n").utf8), query: query,
            headers: ["content-type": "multipart/form-data; boundary=x"])
    }
}
