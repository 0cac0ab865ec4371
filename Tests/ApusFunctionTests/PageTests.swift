import JSONText
import Testing

@Suite("pages", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt))
struct PageTests {
    @Test("the service says what it is, how it is, and what it can do")
    func pages() async throws {
        let function = try await RunningFunction.shared
        let front = try await function.reply(to: .get("/"))
        #expect(front.status == 200)
        #expect(try front.json["model"]?.string == "detect_yolov8")
        let health = try await function.reply(to: .get("/healthz"))
        #expect(health.status == 200)
        #expect(try health.json.source == #"{"status":"ready"}"#)
        let description = try await function.reply(to: .get("/openapi.json"))
        #expect(try description.json["openapi"]?.string?.hasPrefix("3.1") == true)
        let paths = try #require(try description.json["paths"])
        #expect(Set(paths.members.map(\.key)).isSuperset(of: ["/", "/analyze", "/healthz", "/openapi.json"]))
    }

    @Test("where there is GET there is HEAD, without a body", arguments: ["/", "/healthz", "/openapi.json", "/v2"])
    func head(path: String) async throws {
        let reply = try await RunningFunction.shared.reply(to: .get(path, method: "HEAD"))
        #expect(reply.status == 200 && reply.body.isEmpty)
        #expect(reply.headers["content-type"] == "application/json")
    }

    @Test("a browser's question is answered on every path", arguments: ["/", "/analyze", "/jobs", "/nothing/here"])
    func options(path: String) async throws {
        let reply = try await RunningFunction.shared.reply(to: .get(path, method: "OPTIONS"))
        #expect(reply.status == 204 && reply.body.isEmpty)
        #expect(reply.headers["access-control-allow-origin"] == "*")
        #expect(reply.headers["access-control-allow-methods"]?.contains("POST") == true)
        #expect(reply.headers["access-control-expose-headers"] == "location, retry-after")
        #expect(reply.headers["access-control-allow-credentials"] == nil)
    }

    @Test("only origins of the list are told that they may read")
    func origins() async throws {
        let function = try await RunningFunction(["APUS_CORS_ORIGINS": "https://a.example, https://b.example"])
        for (origin, allowed) in [("https://b.example", "https://b.example"), ("https://c.example", nil)] {
            let call = HTTPCall(method: "OPTIONS", headers: [("Origin", origin)])
            #expect(try await function.reply(to: call).headers["access-control-allow-origin"] == allowed)
        }
    }

    @Test("no such headers where somebody else sets them")
    func off() async throws {
        let function = try await RunningFunction(["APUS_CORS_ORIGINS": "off"])
        let reply = try await function.reply(to: .get("/healthz"))
        #expect(!reply.headers.keys.contains { $0.hasPrefix("access-control") })
    }

    @Test("the Open Inference Protocol: health, metadata and inference")
    func inference() async throws {
        let function = try await RunningFunction.shared
        #expect(try await function.reply(to: .get("/v2/health/live")).json["live"]?.boolean == true)
        #expect(try await function.reply(to: .get("/v2/health/ready")).json["ready"]?.boolean == true)
        #expect(try await function.reply(to: .get("/v2/models/other")).status == 404)
        let path = "/v2/models/detect_yolov8"
        #expect(try await function.reply(to: .get("\(path)/ready")).json["ready"]?.boolean == true)
        let metadata = try await function.reply(to: .get(path)).json
        let input = try #require(metadata["inputs"]?.elements.first)
        #expect(input["datatype"]?.string == "FP32" && input["shape"]?.source == "[1,3,64,64]")
        let name = try #require(input["name"]?.string)

        let zeros = Array(repeating: "0", count: 12_288).joined(separator: ",")
        let tensor = #"{"name": "\#(name)", "datatype": "FP32", "shape": [1, 3, 64, 64], "data": [\#(zeros)]}"#
        let body = #"{"id": "7", "inputs": [\#(tensor)]}"#
        let reply = try await function.reply(to: .json(body, path: "\(path)/infer"))
        #expect(reply.status == 200)
        #expect(try reply.json["id"]?.string == "7" && reply.json["model_name"]?.string == "detect_yolov8")
        let output = try #require(try reply.json["outputs"]?.elements.first)
        let shape = (output["shape"]?.elements ?? []).compactMap(\.integer)
        #expect(output["data"]?.elements.count == shape.reduce(1, *))

        let wrong = body.replacing("64, 64]", with: "64, 63]")
        #expect(try await function.reply(to: .json(wrong, path: "\(path)/infer")).status == 400)
    }
}
