import Diagnosis
import JSONText
import NIOHTTP1
import Packaging

/// An answer, read whole: nothing that is asked of a registry here has a large one.
struct RegistryReply: Sendable {
    /// The most that is read of an answer, in bytes.
    static let limit = 1 << 20

    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    /// A header's first value.
    func header(_ name: String) -> String? { headers.first(name: name) }

    /// The digest that the registry says a content has, where it says one that can be compared.
    var digest: ContentDigest? { header("docker-content-digest").flatMap { ContentDigest($0) } }

    /// How many bytes of an upload the registry has.
    ///
    /// `Range: 0-1023` are 1024; `0-0` is what registries say for none.
    var receivedByteCount: Int? {
        guard let range = header("range")?.split(separator: "=").last?.split(separator: "-"), range.count == 2,
            range[0] == "0", let last = Int(range[1]), 0..<Int.max ~= last
        else { return nil }
        return last == 0 ? 0 : last + 1
    }

    /// Seconds to wait, where the registry asks for it.
    var retryAfter: Duration? {
        header("retry-after").flatMap { Int($0) }.flatMap { 0...120 ~= $0 ? .seconds($0) : nil }
    }

    /// What the registry says about a failure: its codes and sentences, escaped and cut.
    var complaint: String {
        let errors = (try? JSONDocument(body).root["errors"]?.elements) ?? []
        let texts = errors.prefix(3).map { error in
            [error["code"]?.string, error["message"]?.string].compactMap(\.self).joined(separator: ": ")
        }
        return "status \(status)" + (texts.isEmpty ? "" : ", " + Diagnosis.excerpt(texts.joined(separator: "; ")))
    }
}
