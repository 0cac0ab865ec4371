import Imaging
import JSONText
import RuntimeEmulator
import TestSupport
import Testing

@Suite("errors", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt))
struct ErrorTests {
    private static let halfPicture = Array(Pictures.png.dropLast(60))
    private static let ones = Array(repeating: "1", count: 33).joined(separator: ",")
    private static let tiff: [UInt8] = [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0] + [UInt8](repeating: 0, count: 64)

    @Test(
        "an error has its status, its code, a sentence and an id",
        arguments: [
            (HTTPCall.json("{}"), 400, "input-missing"), (.json(""), 400, "input-missing"),
            (.json("{"), 400, "field-invalid"), (.json(#"{"image": 7}"#), 400, "field-invalid"),
            (.json(#"{"url": "ftp://example.com/a"}"#), 400, "url-invalid"),
            (.bytes(Array("--x".utf8), type: "multipart/form-data"), 400, "multipart-malformed"),
            (HTTPCall(body: .raw(#""no base64!""#)), 400, "body-malformed"),
            (.get("/favicon.ico"), 404, "path-unknown"), (.get("/jobs/1"), 404, "jobs-unavailable"),
            (.get("/analyze"), 405, "method-not-allowed"), (.get("/", method: "DELETE"), 405, "method-not-allowed"),
            (.json(#"{"images": [\#(ones)]}"#), 413, "batch-too-large"),
            (.bytes(Array("hello".utf8), type: "text/plain"), 415, "body-unsupported"),
            (.bytes(tiff, type: "image/tiff"), 415, "image-unsupported"),
            (.bytes(halfPicture, type: "image/png"), 422, "image-truncated"),
            (.bytes([1, 2, 3], type: "image/png"), 422, "image-unrecognized"),
        ])
    func error(call: HTTPCall, status: Int, code: String) async throws {
        let outcome = try await RunningFunction.shared.invoke(call.event(from: .functionURL))
        let reply = try HTTPReply(outcome.json)
        #expect(reply.status == status && reply.code == code, "\(String(decoding: reply.body, as: UTF8.self))")
        #expect(reply.headers["content-type"] == "application/json")
        #expect(reply.headers["access-control-allow-origin"] == "*")
        #expect(try reply.json["error"]?.string?.isEmpty == false)
        #expect(try reply.json["request_id"]?.string == outcome.requestID)
    }

    @Test("a path names the methods that it knows")
    func allow() async throws {
        #expect(try await RunningFunction.shared.reply(to: .get("/analyze")).headers["allow"] == "POST")
    }

    @Test("what is too large is refused with where to put it")
    func tooLarge() async throws {
        let function = try await RunningFunction(["APUS_MAX_BODY_BYTES": "1024", "APUS_MAX_IMAGE_PIXELS": "100"])
        let long = "{\"note\": \"\(String(repeating: "x", count: 1_100))\"}"
        let calls = [
            HTTPCall.json(long), .bytes(Array(long.utf8), type: "application/json"), HTTPCall(body: .json(long)),
            HTTPCall(body: .text(String(repeating: "x", count: 1_100))),
        ]
        for call in calls {
            for sender in HTTPCall.Sender.allCases {
                let reply = try HTTPReply(try await function.invoke(call.event(from: sender)).json)
                #expect(reply.status == 413 && reply.code == "body-too-large")
                let hint = try reply.json["hint"]?.string ?? ""
                #expect(hint.contains(#"{"s3": "#) && hint.contains("presigned upload"), "\(hint)")
            }
        }
        let short = Pictures.encoded(.png, width: 16, height: 16)
        let reply = try await function.reply(to: .bytes(short, type: "image/png"))
        #expect(reply.status == 413 && reply.code == "image-too-large")
    }

    @Test("the service's own failures tell nothing of what is inside, and the log does")
    func inside() async throws {
        let function = try await RunningFunction()
        let call = HTTPCall.json(#"{"s3": {"bucket": "camera", "key": "bus.jpg"}}"#)
        let outcome = try await function.invoke(call.event(from: .functionURL))
        let reply = try HTTPReply(outcome.json)
        #expect(reply.status == 500)
        #expect(try reply.json.members.map(\.key) == ["error", "code", "hint", "request_id"])
        #expect(try reply.json["error"]?.string == "the service failed")
        #expect(try reply.json["request_id"]?.string == outcome.requestID)
        let line = try await function.logLine(of: outcome.requestID)
        #expect(line["level"]?.string == "ERROR")
        #expect(line["error"]?.string?.contains("127.0.0.1") == true, "\(line.source)")
    }

    @Test(
        "an invocation that fails inside tells nothing of it either, and the log does",
        arguments: [
            #"{"s3": "s3://camera/bus.jpg"}"#, Events.topic([#"{"s3": "s3://camera/bus.jpg"}"#]),
            Events.bus(#"{"s3": "s3://camera/bus.jpg"}"#), Events.objects(["bus.jpg"]),
        ])
    func insideInvocation(event: String) async throws {
        let function = try await RunningFunction.shared
        let outcome = try await function.invoke(Array(event.utf8))
        let failure = try #require(outcome.failure)
        #expect(failure["errorType"]?.string == "Function.InternalFailure")
        let lines = failure["errorMessage"]?.string?.split(separator: "\n") ?? []
        #expect(lines.first == "the service failed (request \(outcome.requestID))")
        #expect(lines.dropFirst() == ["  try: look for the request's id in the service's log"])
        let line = try await function.logLine(of: outcome.requestID)
        #expect(line["level"]?.string == "ERROR")
        #expect(line["error"]?.string?.contains("127.0.0.1") == true, "\(line.source)")
    }

    @Test("what AWS throttles can be asked again")
    func throttled() async throws {
        let program = """
            import http.server
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(503)
                    self.end_headers()
                    self.wfile.write(b"<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>")
                def log_message(self, *_): pass
            server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
            print(server.server_port, flush=True)
            import sys, threading
            threading.Thread(target=server.serve_forever, daemon=True).start()
            sys.stdin.read()
            """
        guard let server = ScriptServer(["-c", program]) else { return }
        let function = try await RunningFunction(["AWS_ENDPOINT_URL": "http://127.0.0.1:\(server.port)"])
        let reply = try await function.reply(to: .json(#"{"s3": "s3://camera/bus.jpg"}"#))
        #expect(reply.status == 429 && reply.code == "aws-throttled")
        #expect(reply.headers["retry-after"] == "1")
    }

    @Test("addresses of the machine's own network are refused even where all of the web is allowed")
    func ownNetwork() async throws {
        let function = try await RunningFunction(["APUS_URL_INPUTS": "public"])
        let hosts = ["127.0.0.1:\(function.emulator.endpoint.split(separator: ":").last ?? "80")", "169.254.169.254"]
        for host in hosts + ["localhost", "[::ffff:127.0.0.1]", "2130706433", "10.0.0.1"] {
            let reply = try await function.reply(to: .json(#"{"url": "http://\#(host)/a.jpg"}"#))
            #expect([400, 403].contains(reply.status), "\(host): \(reply.status) \(reply.code ?? "")")
            #expect(["url-not-allowed", "url-invalid"].contains(reply.code), "\(host): \(reply.code ?? "")")
        }
    }

    @Test("buckets that are not among the allowed ones are not read")
    func buckets() async throws {
        let function = try await RunningFunction(["APUS_S3_BUCKETS": "camera, photos"])
        let reply = try await function.reply(to: .json(#"{"s3": "s3://secrets/bus.jpg"}"#))
        #expect(reply.status == 403 && reply.code == "bucket-not-allowed")
    }
}
