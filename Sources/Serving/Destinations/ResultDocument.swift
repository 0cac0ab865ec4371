import AWSClient
import JSONText

/// A result as it is kept: the answer's members, and of what, by which model and when.
struct ResultDocument: Sendable {
    private let members: [(name: String, json: ArraySlice<UInt8>)]

    /// Joins an answer with what its reader has to know.
    ///
    /// - Parameters:
    ///   - answer: The answer, an object.
    ///   - origin: What it is about.
    ///   - model: The model's name, where the answer does not have it.
    ///   - time: When it was made.
    init(_ answer: JSONValue, of origin: ResultOrigin, model: String?, at time: UTCTime) {
        var members: [(name: String, json: ArraySlice<UInt8>)] = []
        // Pictures are objects of their own, and not text in a document.
        let picture = DrawnPicture.members
        for (name, value) in answer.members where name != picture.picture && name != picture.type {
            members.append((name, value.text))
        }
        members.append(("source", Self.json { origin.write(to: &$0) }))
        if let model, answer["model"] == nil { members.append(("model", Self.json { $0.value(model) })) }
        members.append(("processed_at", Self.json { $0.value(time.internetText) }))
        self.members = members
    }

    /// The document as JSON text.
    var json: [UInt8] { Self.text(of: members, omitted: []) }

    /// The document in at most so many bytes: without its largest members where it is too large, and naming those.
    func json(atMost limit: Int) -> [UInt8] {
        var kept = members
        var omitted: [String] = []
        var text = json
        while text.count > limit, let largest = kept.indices.max(by: { kept[$0].json.count < kept[$1].json.count }) {
            omitted.append(kept.remove(at: largest).name)
            text = Self.text(of: kept, omitted: omitted)
        }
        return text
    }

    private static func text(
        of members: [(name: String, json: ArraySlice<UInt8>)], omitted: [String]
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            for (name, json) in members {
                writer.key(name)
                writer.value(raw: json)
            }
            guard !omitted.isEmpty else { return }
            writer.key("omitted")
            writer.array { writer in for name in omitted { writer.value(name) } }
        }
        return writer.bytes
    }

    private static func json(_ write: (inout JSONWriter) -> Void) -> ArraySlice<UInt8> {
        var writer = JSONWriter()
        write(&writer)
        return writer.bytes[...]
    }
}
