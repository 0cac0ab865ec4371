import Foundation
import Testing

@Suite("doctor", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)))
struct DoctorTests {
    private func findings(environment: [String: String] = [:]) throws -> (status: Int32, [String: [String: Any]]) {
        let outcome = try Tool.run(["doctor", "--format", "json"], environment: environment)
        let pairs = try #require(try outcome.json() as? [[String: Any]]).map { ($0["name"] as? String ?? "", $0) }
        return (outcome.status, Dictionary(uniqueKeysWithValues: pairs))
    }

    @Test("finds all that is needed")
    func healthy() throws {
        let (status, findings) = try findings()
        #expect(status == 0)
        for name in ["ONNX Runtime", "libjpeg-turbo", "libpng", "libwebp", "zlib", "processors", "instructions"] {
            #expect(findings[name]?["ok"] as? Bool == true, "\(name)")
        }
    }

    @Test("fails with advice where the engine is missing")
    func missingEngine() throws {
        let (status, findings) = try findings(environment: ["APUS_ONNXRUNTIME": "/nowhere"])
        #expect(status == 1)
        let engine = try #require(findings["ONNX Runtime"])
        #expect(engine["ok"] as? Bool == false)
        #expect((engine["value"] as? String)?.contains("/nowhere") == true)
        #expect((engine["advice"] as? String)?.isEmpty == false)
        let text = try Tool.run(["doctor"], environment: ["APUS_ONNXRUNTIME": "/nowhere"]).text
        #expect(text.contains("  missing  ONNX Runtime") && text.contains("  try: "))
    }
}
