/// A stand-in for AWS on this machine: the Python package moto, in a server of its own.
///
/// It is started once for all tests of a process, when the first one asks, and ends with the process. All tests share
/// what is in it, so each uses names of its own.
package final class MotoServer: Sendable {
    /// The server, or `nil` where `python3` or moto is missing.
    package static let shared = MotoServer()

    /// Whether the server is there: the condition of the tests that need it.
    package static var isAvailable: Bool { shared != nil }

    /// What to say when it is not.
    package static let requirement = "python3 with moto and boto3 is needed: pip install 'moto[server]' boto3"

    /// Its address: the value of `AWS_ENDPOINT_URL`.
    package var endpoint: String { "http://127.0.0.1:\(script.port)" }

    /// Variables that make a client use it.
    package var environment: [String: String] {
        [
            "AWS_ENDPOINT_URL": endpoint, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "testing",
        ]
    }

    private let script: ScriptServer

    private init?() {
        guard let script = ScriptServer(["-c", Self.program]) else { return nil }
        self.script = script
    }

    /// Calls an operation with boto3, to set something up or to see what became of it.
    ///
    /// - Parameters:
    ///   - service: boto3's name of the service, such as `s3`.
    ///   - operation: boto3's name of the operation, such as `create_bucket`.
    ///   - parameters: Its parameters, a JSON object's text on one line; `{"base64": "…"}` stands for bytes.
    /// - Returns: The answer as JSON text, with bodies as text; `{"error": …}` where it failed.
    @discardableResult
    package func call(_ service: String, _ operation: String, _ parameters: String = "{}") -> String {
        script.ask(#"["\#(service)", "\#(operation)", \#(parameters)]"#) ?? #"{"error": "moto has ended"}"#
    }

    /// Serves until its input ends; each line of input is an operation to call.
    private static let program = """
        import base64, json, os, sys, threading
        import boto3
        from moto.server import DomainDispatcherApplication, create_backend_app
        from werkzeug.serving import WSGIRequestHandler, make_server

        class Handler(WSGIRequestHandler):
            protocol_version = "HTTP/1.1"
            def log_request(self, *_): pass

        application = DomainDispatcherApplication(create_backend_app)
        server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Handler)
        os.environ["MOTO_PORT"] = str(server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(server.server_port, flush=True)
        options = {"endpoint_url": f"http://127.0.0.1:{server.server_port}", "region_name": "us-east-1",
                   "aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
        binary = lambda value: base64.b64decode(value["base64"]) if set(value) == {"base64"} else value
        plain = lambda value: value.read().decode("latin-1") if hasattr(value, "read") else str(value)
        for line in sys.stdin:
            service, operation, parameters = json.loads(line, object_hook=binary)
            try:
                answer = getattr(boto3.client(service, **options), operation)(**parameters)
            except Exception as error:
                answer = {"error": str(error)}
            print(json.dumps(answer, default=plain), flush=True)
        """
}
