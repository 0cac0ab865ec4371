import JSONText
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Random documents, sound and damaged, and what Python's `json` makes of them; see `make_documents.py`.
@Suite("Documents that Python has read")
struct JSONReferenceTests {
    private struct Case: Decodable {
        let text: String
        let refused: Bool?
        let value: String?
    }

    @Test("the same documents are refused, and the others have the same values")
    func differential() throws {
        let path = String(#filePath.dropLast("JSONReferenceTests.swift".count)) + "Fixtures/documents.json"
        let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: URL(filePath: path)))
        #expect(cases.count == 500)
        for entry in cases {
            let document = try? JSONDocument(bytes(ofHex: entry.text))
            guard let value = entry.value else {
                #expect(document == nil, "\(entry.text)")
                continue
            }
            let expected = try JSONDocument(Array(value.utf8)).root
            let root = try #require(document, "\(entry.text)").root
            #expect(isSame(root, expected), "\(entry.text)")
        }
    }

    private func bytes(ofHex text: String) -> [UInt8] {
        let digits = text.utf8.map { UInt8($0 > 0x39 ? $0 - 0x57 : $0 - 0x30) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private func isSame(_ first: JSONValue, _ second: JSONValue) -> Bool {
        // A number past the largest Double is `null` in the reference.
        if second.isNull, first.kind == .number { return first.number == nil }
        return first.kind == second.kind && first.string == second.string && first.number == second.number
            && first.integer == second.integer && first.boolean == second.boolean
            && first.elements.count == second.elements.count && zip(first.elements, second.elements).allSatisfy(isSame)
            && first.members.map(\.key) == second.members.map(\.key)
            && zip(first.members, second.members).allSatisfy { isSame($0.value, $1.value) }
    }
}
