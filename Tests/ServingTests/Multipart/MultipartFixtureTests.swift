import Foundation
import Serving
import Testing

@Suite("A form that a client made")
struct MultipartFixtureTests {
    /// What `Fixtures/forms.py` put into a part; the content is Latin-1.
    private struct Expected: Decodable {
        let name: String
        let fileName: String?
        let contentType: String?
        let content: String
    }

    private static let names = [
        "requests-one", "requests-many", "requests-names", "urllib3-rfc2231", "email", "browser",
    ]

    private static func form(_ name: String) throws -> (contentType: String, body: [UInt8], parts: [Expected]) {
        let folder = URL(filePath: #filePath).appending(path: "../Fixtures").standardized
        let form = try Data(contentsOf: folder.appending(path: "\(name).form"))
        let parts = try JSONDecoder().decode(
            [Expected].self, from: Data(contentsOf: folder.appending(path: "\(name).json")))
        let line = try #require(form.firstIndex(of: UInt8(ascii: "\n")))
        return (String(decoding: form[..<line], as: UTF8.self), [UInt8](form[(line + 1)...]), parts)
    }

    @Test("is read as it was meant", arguments: names)
    func parts(name: String) throws {
        let form = try Self.form(name)
        let body = try MultipartBody(form.body, contentType: form.contentType)
        try #require(body.parts.count == form.parts.count)
        for (part, expected) in zip(body.parts, form.parts) {
            #expect(part.name == expected.name)
            #expect(part.fileName == expected.fileName)
            #expect(part.contentType == expected.contentType)
            #expect(Array(part.content) == expected.content.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        }
    }

    @Test("and cut off anywhere is refused, until its closing delimiter is whole", arguments: names)
    func truncated(name: String) throws {
        let form = try Self.form(name)
        let boundary = try #require(form.contentType.split(separator: "boundary=").last).replacing("\"", with: "")
        let closing = try #require(form.body.firstRange(of: Array("\r\n--\(boundary)--".utf8)))
        for count in 0...form.body.count {
            let body = try? MultipartBody(Array(form.body.prefix(count)), contentType: form.contentType)
            #expect((body?.parts.count == form.parts.count) == (count >= closing.upperBound), "\(count) bytes")
            #expect(body == nil || count >= closing.upperBound)
        }
    }

    @Test("and changed in any byte is read or refused, and never traps", arguments: names)
    func damaged(name: String) throws {
        let form = try Self.form(name)
        for index in form.body.indices {
            for byte: UInt8 in [0, 10, 13, 34, 45, 59, 61, 92, 255] {
                var damaged = form.body
                damaged[index] = byte
                guard let body = try? MultipartBody(damaged, contentType: form.contentType) else { continue }
                #expect(body.parts.allSatisfy { $0.content.count <= damaged.count })
            }
        }
    }
}
