import JSONText
import Serving
import TestSupport
import Testing
import Vision

@Suite("Answers to requests that fail") struct ErrorAnswerTests {
    private let service = FixtureService.make {
        $0.limits.bodyBytes = 2_000
        $0.limits.batch = 2
        $0.buckets = ["photos"]
    }

    private func expect(_ response: ServiceResponse, _ status: Int, _ code: String) throws {
        #expect(response.status == status)
        let answer = try response.json
        #expect(answer["code"]?.string == code)
        #expect(answer["error"]?.string?.isEmpty == false)
        #expect(answer["request_id"]?.string == "r-1")
    }

    @Test(
        "bodies without a usable picture are refused with the reason",
        arguments: [
            ("", 400, "input-missing"), ("{}", 400, "input-missing"), ("[]", 400, "input-missing"),
            (#"{"images": []}"#, 400, "input-missing"), (#"{"image_data": "#, 400, "field-invalid"),
            (#"{"image_data": 3}"#, 400, "field-invalid"), (#"{"image_data": "%%"}"#, 400, "field-invalid"),
            (#"{"s3": {"bucket": "photos"}}"#, 400, "field-invalid"), (#"{"url": "ftp://a/b"}"#, 400, "url-invalid"),
            (#"{"s3": {"bucket": "other", "key": "dog.png"}}"#, 403, "bucket-not-allowed"),
            (#"{"images": ["", "", ""]}"#, 413, "batch-too-large"), ("hello", 415, "body-unsupported"),
            (#"{"image": "bm8gcGljdHVyZQ=="}"#, 422, "image-unrecognized"),
        ])
    func bodies(body: String, status: Int, code: String) async throws {
        try expect(await service.analyze(Array(body.utf8)), status, code)
    }

    @Test("a body beyond the limit is refused, and the answer says what to do")
    func largeBody() async throws {
        let response = await service.analyze([UInt8](repeating: 0x20, count: 2_001))
        try expect(response, 413, "body-too-large")
        #expect(try response.json["hint"]?.string?.contains("s3") == true)
    }

    @Test("an answer that the transport does not carry is refused")
    func largeAnswer() async throws {
        let small = FixtureService.make { $0.limits.answerBytes = 100 }
        try expect(await small.analyze(FixtureService.picture()), 413, "answer-too-large")
    }

    @Test("a picture that ends early is the caller's fault")
    func truncated() async throws {
        let response = await service.analyze(Array(try FixtureService.picture().dropLast(40)))
        try expect(response, 422, "image-truncated")
    }

    @Test(
        "paths that are not there are named",
        arguments: [
            ("GET", "/favicon.ico"), ("POST", "/analyze/more"), ("GET", "/healthz/x"), ("GET", "/v2/other"),
            ("GET", "/v2/models/other"), ("POST", "/v2/models/detect_yolov8/explain"),
        ])
    func unknownPath(method: String, path: String) async throws {
        try expect(await service.respond(method, path), 404, "path-unknown")
    }

    @Test(
        "methods that a path does not know are refused with those that it knows",
        arguments: [
            ("GET", "/analyze", "POST"), ("DELETE", "/", "GET, HEAD, POST"), ("POST", "/healthz", "GET, HEAD"),
            ("PUT", "/openapi.json", "GET, HEAD"), ("GET", "/v2/models/detect_yolov8/infer", "POST"),
            ("POST", "/v2", "GET, HEAD"),
        ])
    func unknownMethod(method: String, path: String, allowed: String) async throws {
        let response = await service.respond(method, path)
        try expect(response, 405, "method-not-allowed")
        #expect(response.header("allow") == allowed)
    }

    @Test("a drawn picture of several pictures cannot be had")
    func unavailable() async throws {
        let body = Array(#"{"images": ["aGk="]}"#.utf8)
        try expect(await service.analyze(body, headers: ["accept": "image/png"]), 406, "answer-unavailable")
    }

    @Test("jobs are refused where there is no queue")
    func noJobs() async throws {
        try expect(await service.respond("POST", "/jobs", json: "{}"), 404, "jobs-unavailable")
    }

    @Test("a failure inside is told without a word of what is inside")
    func secrets() async throws {
        let failing = FixtureService.make(models: ModelLoader { throw SecretFailure() })
        for response in [
            await failing.analyze(try FixtureService.picture()),
            await service.analyze(json: #"{"s3": {"bucket": "photos", "key": "cat.png"}}"#),
        ] {
            try expect(response, 500, "internal-failure")
            let text = String(decoding: response.body, as: UTF8.self)
            #expect(!text.contains("1234") && !text.contains("secret") && !text.contains("SecretFailure"))
        }
    }

    @Test("a request is answered before its deadline, although the model never comes")
    func late() async throws {
        let stuck = FixtureService.make(
            models: ModelLoader {
                try await Task.sleep(for: .seconds(3_600))
                throw SecretFailure()
            })
        let request = ServiceRequest(
            method: "POST", path: "/analyze", body: .bytes(try FixtureService.picture()), id: "r-1")
        let response = await stuck.respond(to: request, deadline: .now.advanced(by: .milliseconds(250)))
        try expect(response, 504, "deadline-exceeded")
    }
}
