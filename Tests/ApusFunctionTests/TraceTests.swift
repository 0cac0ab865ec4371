import JSONText
import RuntimeEmulator
import TestSupport
import Testing

@Suite("tracing", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt))
struct TraceTests {
    /// S3 for requests that carry the tracing of an event; a line that is a request's tracing gets how often it came.
    private static let program = """
        import base64, http.server, sys, threading
        traces = []
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                traces.append(self.headers.get("X-Amzn-Trace-Id", "none"))
                body = base64.b64decode(sys.argv[1])
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def log_message(self, *_): pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        print(server.server_port, flush=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for line in sys.stdin: print(traces.count(line.strip()), flush=True)
        """

    private static let server = ScriptServer(["-c", program, Pictures.base64])

    @Test(
        "what an event asks of AWS carries the event's tracing, and no other's",
        .enabled(if: server != nil, "python3 is needed"))
    func requests() async throws {
        let server = try #require(Self.server)
        let function = try await RunningFunction(["AWS_ENDPOINT_URL": "http://127.0.0.1:\(server.port)"])
        for _ in 0..<2 {
            let outcome = try await function.invoke(Array(#"{"s3": "s3://camera/bus.png"}"#.utf8))
            #expect(try outcome.json["detection_count"]?.integer == Pictures.detectionCount)
            let trace = try #require(try await function.logLine(of: outcome.requestID)["traceId"]?.string)
            #expect(server.ask(trace) == "1", "\(trace)")
        }
    }
}
