import Serving
import Testing

@Suite("A form body")
struct MultipartBodyTests {
    private static let contentType = "multipart/form-data; boundary=B"

    private static func read(
        _ text: String, _ contentType: String = contentType, limits: MultipartLimits = MultipartLimits()
    ) throws(ServingError) -> [String] {
        try MultipartBody(Array(text.utf8), contentType: contentType, limits: limits).parts.map {
            "\($0.name)=\(String(decoding: $0.content, as: UTF8.self))"
        }
    }

    private static let headers = "Content-Disposition: form-data; name=\"a\"\r\n\r\n"

    @Test(
        "is read",
        arguments: [
            ("--B\r\n\(headers)x\r\n--B--\r\n", ["a=x"]), ("--B\r\n\(headers)x\r\n--B--", ["a=x"]),
            ("--B\r\n\(headers)\r\n--B--", ["a="]), ("--B\r\n\(headers)--B--", ["a="]),
            ("--B\r\n\(headers)--B\r\n\(headers)x\r\n--B--", ["a=", "a=x"]),
            ("preamble\r\n--B\r\n\(headers)x\r\n--B--epilogue\r\n--B\r\nnone", ["a=x"]),
            ("--Bx\r\n--B\r\n\(headers)x\r\n--B--", ["a=x"]), ("\r\n--B\r\n\(headers)x\r\n--B--", ["a=x"]),
            ("--B \t\r\n\(headers)x\r\n--B \r\n\(headers)y\r\n--B--", ["a=x", "a=y"]),
            ("--B\r\n\(headers)\r\n--Bx\r\n--\r\n--\n--B--\r--B--\r\n--B--", ["a=\r\n--Bx\r\n--\r\n--\n--B--\r--B--"]),
            ("--B\r\n\(headers)\r\r\n--B--", ["a=\r"]),
            ("--B\r\n\(headers)\r\n--B\r\r\n\r\n--B--", ["a=\r\n--B\r\r\n"]), ("--B--", []), ("\r\n--B--", []),
        ])
    func read(text: String, parts: [String]) throws {
        #expect(try Self.read(text) == parts)
    }

    @Test(
        "is refused",
        arguments: [
            "", "x", "--", "--B", "--B\r\n", "--B-", "--B\n\(headers)x\n--B--", "B--", "--B\r\n\(headers)x",
            "--B\r\n\(headers)x\r\n--B", "--B\r\n\(headers)x\r\n--B-", "--B\r\n\(headers)x--B--",
            "--B\r\n\(headers)x\n--B--", "--B\r\n\r\nx\r\n--B--", "--B\r\nContent-Type: image/jpeg\r\n\r\nx\r\n--B--",
            "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--",
            "--B\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--B--",
            "--B\r\nno header\r\n\(headers)x\r\n--B--", "--B\r\n: none\r\n\(headers)x\r\n--B--",
            "--B\r\nContent-Transfer-Encoding: base64\r\n\(headers)eA==\r\n--B--", "--B\r\n\r\n--B--",
        ])
    func refused(text: String) {
        let error = #expect(throws: ServingError.self) { try Self.read(text) }
        #expect(error?.code == .multipartMalformed)
    }

    @Test(
        "has its boundary in the content type",
        arguments: [
            "multipart/form-data; boundary=\"B\"", "Multipart/Form-Data;BOUNDARY=B",
            "multipart/form-data; charset=x; boundary = B ;y",
            "multipart/form-data; x; =; x=\"a;boundary=C\"; boundary=B; boundary=C",
            "multipart/form-data; boundary=\"\\B\"; ",
        ])
    func boundary(contentType: String) throws {
        let isEscape = contentType.contains("\\")
        #expect((try? Self.read("--B\r\n\(Self.headers)x\r\n--B--", contentType)) == (isEscape ? nil : ["a=x"]))
    }

    @Test(
        "without a usable boundary is refused",
        arguments: [
            "", "multipart/form-data", "multipart/form-data; boundary", "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=\"B ",
            "multipart/form-data; boundary=ü", "multipart/form-data; boundary=\"a\r\nb\"",
            "multipart/form-data; boundary=\(String(repeating: "B", count: 71))", "multipart/mixed; boundary=B",
            "image/jpeg", "multipart/form-data, boundary=B", "multipart/form-data; xboundary=B",
        ])
    func boundaryRefused(contentType: String) {
        let error = #expect(throws: ServingError.self) {
            try Self.read("--B\r\n\(Self.headers)x\r\n--B--", contentType)
        }
        #expect(error?.code == .multipartMalformed)
    }

    @Test("has at most so many parts, with headers of at most so many bytes")
    func limits() throws {
        var limits = MultipartLimits()
        limits.maximumParts = 3
        limits.maximumHeaderBytes = Self.headers.utf8.count
        let part = "--B\r\n\(Self.headers)x\r\n"
        #expect(try Self.read(part + part + part + "--B--", limits: limits).count == 3)
        #expect(throws: ServingError.self) { try Self.read(part + part + part + part + "--B--", limits: limits) }
        limits.maximumHeaderBytes -= 1
        #expect(throws: ServingError.self) { try Self.read(part + "--B--", limits: limits) }
    }

    @Test(
        "names its parts and their files as clients write them",
        arguments: [
            ("form-data; name=a; filename=b.jpg", "a", "b.jpg"),
            ("FORM-DATA ;Name = \"a\" ; FILENAME = \"b;c.jpg\"", "a", "b;c.jpg"),
            (#"form-data; name="a\"b"; filename="C:\x\y\\z.jpg""#, #"a"b"#, #"C:\x\y\z.jpg"#),
            ("form-data; name=\"\"", "", nil), ("form-data; name=\"a", "a", nil),
            ("form-data; name=a; name=b", "a", nil), ("form-data; name=\"a\" junk; filename=\"b\"", "a", "b"),
            ("form-data; name=a; filename*=UTF-8'de'%C3%BC.jpg", "a", "ü.jpg"),
            ("form-data; name=a; filename*=latin1''%FC", "a", nil),
            ("form-data; name=a; filename*=utf-8''%F", "a", "\u{F}"),
            ("form-data; name=a; filename*=utf-8''%", "a", nil),
            ("form-data; name=a; filename=b; filename*=utf-8''c", "a", "b"),
            ("form-data; name=\"ü\u{301}\"; filename=\"b\u{301}\"", "ü\u{301}", "b\u{301}"),
        ])
    func disposition(header: String, name: String, fileName: String?) throws {
        let text = "--B\r\ncontent-disposition:\(header)\r\nX:y\r\n\r\nx\r\n--B--"
        let part = try #require(try MultipartBody(Array(text.utf8), contentType: Self.contentType).parts.first)
        #expect(part.name == name)
        #expect(part.fileName == fileName)
    }

    @Test("gives the first part of a name, in the body's own memory")
    func subscripted() throws {
        let bytes = Array("--B\r\n\(Self.headers)x\r\n--B\r\n\(Self.headers)y\r\n--B--".utf8)
        let body = try MultipartBody(bytes, contentType: Self.contentType)
        #expect(body["a"].map { Array($0.content) } == Array("x".utf8))
        #expect(body["b"] == nil)
        let content = try #require(body["a"]).content
        #expect(
            bytes.withUnsafeBytes { $0.baseAddress.map { $0 + content.startIndex } }
                == content.withUnsafeBytes(\.baseAddress))
    }
}
