import JSONText
import Testing

@Suite("inputs", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt))
struct InputTests {
    private static let lines = stride(from: 0, to: Pictures.base64.count, by: 76).map { start in
        String(Pictures.base64.dropFirst(start).prefix(76))
    }.joined(separator: "\\r\\n")
    private static let urlSafe = Pictures.base64.map { character -> String in
        character == "+" ? "-" : character == "/" ? "_" : "\(character)"
    }.joined()
    /// A picture of exactly the model's input: 64 × 64 pixels.
    private static let gray = String(decoding: Base64.encode([UInt8](repeating: 99, count: 12_288)), as: UTF8.self)

    @Test(
        "JSON with a picture in every form",
        arguments: [
            #"{"image_data": "\#(Pictures.base64)"}"#, #"{"image": "\#(Pictures.base64)"}"#,
            #"{"image": "data:image/png;base64,\#(Pictures.base64)"}"#, #"{"image": "\#(lines)"}"#,
            #"{"image": "\#(urlSafe)"}"#, #"{"image": "\#(urlSafe.filter { $0 != "=" })"}"#,
            #"{"image_data": null, "image": "\#(Pictures.base64)", "url": null, "images": null, "inputs": null}"#,
        ])
    func json(body: String) async throws {
        let reply = try await RunningFunction.shared.reply(to: .json(body))
        #expect(reply.status == 200, "\(String(decoding: reply.body, as: UTF8.self))")
        #expect(try reply.json["detection_count"]?.integer == Pictures.detectionCount)
        #expect(try reply.json["image_dimensions"]?.source == #"{"width":128,"height":96}"#)
    }

    @Test("a body with the base64 of JSON is JSON")
    func encodedJSON() async throws {
        let call = HTTPCall.bytes(Array(Pictures.request().utf8), type: "application/json")
        #expect(try await RunningFunction.shared.reply(to: call).json["detection_count"]?.integer == 6)
    }

    @Test(
        "a picture as it is, whatever the header says of it",
        arguments: ["image/png", "image/jpeg", "application/octet-stream", "text/plain", ""])
    func raw(type: String) async throws {
        let reply = try await RunningFunction.shared.reply(to: .bytes(Pictures.png, type: type))
        #expect(try reply.json["detection_count"]?.integer == Pictures.detectionCount)
    }

    @Test("bytes that came as text, which no picture survives, are told from a picture")
    func rawText() async throws {
        let text = String(decoding: Pictures.png, as: UTF8.self)
        let call = HTTPCall(headers: [("content-type", "image/png")], body: .text(text))
        let reply = try await RunningFunction.shared.reply(to: call)
        #expect(reply.status == 422 && reply.code == "image-unrecognized")
    }

    @Test("pixels as base64 that nobody calls so", arguments: ["application/octet-stream", ""])
    func unnamedPixels(type: String) async throws {
        let call = HTTPCall(headers: [("content-type", type)], body: .text(Self.gray))
        let reply = try await RunningFunction.shared.reply(to: call)
        #expect(try reply.json["image_dimensions"]?["width"]?.integer == 64)
    }

    @Test("a form with base64 in a field, under the name that the form gives it", arguments: ["image_data", "image"])
    func formOfText(name: String) async throws {
        let parts = [(name, nil as String?, Array(Pictures.base64.utf8)), ("image_name", nil, Array("dog".utf8))]
        let reply = try await RunningFunction.shared.reply(to: .form(parts))
        #expect(try reply.json["detection_count"]?.integer == Pictures.detectionCount)
        #expect(try reply.json["image_name"]?.string == "dog")
    }

    @Test("a form with one file is one picture, and its fields are options")
    func form() async throws {
        let parts = [("confidence", nil, Array("0.9".utf8)), ("file", "dog.png", Pictures.png)]
        let reply = try await RunningFunction.shared.reply(to: .form(parts))
        #expect(try reply.json["image_name"]?.string == "dog.png")
        #expect(try reply.json["detection_count"]?.integer == 1)
    }

    @Test("a form with several files is a list, in their order")
    func formWithFiles() async throws {
        let parts = [("a", "1.png", Pictures.png), ("b", "2.jpg", Pictures.jpeg), ("c", "3.txt", [1, 2, 3])]
        let reply = try await RunningFunction.shared.reply(to: .form(parts))
        let results = try #require(try reply.json["results"]?.elements)
        #expect(results.map { $0["image_name"]?.string } == ["1.png", "2.jpg", "3.txt"])
        #expect(results.map { $0["code"]?.string } == [nil, nil, "image-unrecognized"])
    }

    @Test("a list is answered picture by picture, and one that fails stops no other")
    func list() async throws {
        let elements = [
            #""\#(Pictures.base64)""#, #"{"image": "bm90IGEgcGljdHVyZQ==", "image_name": "b"}"#, "{}", "7",
            #"{"url": "https://example.com/a.jpg"}"#, #"{"image_data": "\#(Pictures.base64)", "image_name": "f"}"#,
        ]
        let body = #"{"images": [\#(elements.joined(separator: ","))]}"#
        let reply = try await RunningFunction.shared.reply(to: .json(body))
        let answer = try reply.json
        #expect(reply.status == 200 && answer["count"]?.integer == 6)
        let codes = answer["results"]?.elements.map { $0["code"]?.string }
        #expect(codes == [nil, "image-unrecognized", "input-missing", "input-missing", "url-not-allowed", nil])
        #expect(answer["results"]?.elements.map { $0["detection_count"]?.integer } == [6, nil, nil, nil, nil, 6])
        #expect(answer["results"]?.elements.last?["image_name"]?.string == "f")
    }

    @Test(
        "pixels with a shape, and without one where they fill the model's input",
        arguments: [#""image": "\#(gray)", "shape": [64, 64, 3]"#, #""image_data": "\#(gray)""#])
    func pixels(members: String) async throws {
        let answer = try await RunningFunction.shared.answer(to: "{\(members)}")
        #expect(answer["image_dimensions"]?.source == #"{"width":64,"height":64}"#)
        #expect(answer["detection_count"]?.integer ?? 0 > 0)
    }

    @Test(
        "pixels as a body of bytes, also where they begin as text would",
        arguments: [0x63, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: " ")])
    func pixelBody(value: UInt8) async throws {
        let pixels = [UInt8](repeating: value, count: 12_288)
        let reply = try await RunningFunction.shared.reply(to: .bytes(pixels, type: "application/octet-stream"))
        #expect(try reply.json["image_dimensions"]?["width"]?.integer == 64)
    }

    @Test("pixels that do not fill their shape are refused")
    func wrongPixels() async throws {
        let answer = try await RunningFunction.shared.answer(
            to: #"{"image": "\#(Self.gray)", "shape": [64, 65, 3]}"#)
        #expect(answer["code"]?.string == "field-invalid")
        #expect(answer["error"]?.string?.contains("12480 bytes, found 12288 bytes") == true)
    }

    @Test("addresses of the web are refused unless they are allowed", arguments: ["url", "image"])
    func address(key: String) async throws {
        let reply = try await RunningFunction.shared.reply(to: .json(#"{"\#(key)": "https://example.com/a.jpg"}"#))
        #expect(reply.status == 403 && reply.code == "url-not-allowed")
    }

    @Test("what is beside a null counts")
    func null() async throws {
        let body = #"{"image_data": null, "url": "https://example.com/a.jpg"}"#
        #expect(try await RunningFunction.shared.reply(to: .json(body)).code == "url-not-allowed")
    }
}

extension HTTPCall {
    /// A form of parts with names and perhaps file names (RFC 7578).
    fileprivate static func form(_ parts: [(name: String, file: String?, content: [UInt8])]) -> HTTPCall {
        var body: [UInt8] = []
        for part in parts {
            let file = part.file.map { #"; filename="\#($0)""# } ?? ""
            body += Array("--edge\r\nContent-Disposition: form-data; name=\"\(part.name)\"\(file)\r\n\r\n".utf8)
            body += part.content + Array("\r\n".utf8)
        }
        return .bytes(body + Array("--edge--\r\n".utf8), type: "multipart/form-data; boundary=edge")
    }
}
