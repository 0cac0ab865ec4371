import AWSClient
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
        let hint = try response.json["hint"]?.string ?? ""
        #expect(hint.contains(#"{"s3": "#) && hint.contains("presigned upload"))
    }

    @Test("advice on an answer that is too large is about such answers")
    func advice() async throws {
        let small = FixtureService.make { $0.limits.answerBytes = 100 }
        for (path, isAboutPictures) in [("/v2", false), ("/analyze", true)] {
            var request = ServiceRequest(method: path == "/v2" ? "GET" : "POST", path: path, id: "r-1")
            request.body = .bytes(try FixtureService.picture())
            request.headers["accept"] = isAboutPictures ? "image/png" : "*/*"
            let response = await small.respond(to: request)
            try expect(response, 413, "answer-too-large")
            #expect(try response.json["hint"]?.string?.contains("JPEG") == isAboutPictures)
        }
    }

    @Test(
        "of an address that cannot be read no more is told than its scheme",
        arguments: [
            (#"{"url": "s3x://user:5ec7e7@host/a"}"#, "s3x://"), (#"{"url": "s3://user:5ec7e7@bucket/a"}"#, "s3://"),
            (#"{"s3": "s3://user:5ec7e7@bucket/a"}"#, "s3://"), (#"{"url": "5ec7e7"}"#, "no scheme"),
            (#"{"url": "user:5ec7e7://host/a"}"#, "no scheme"), (#"{"image": "HTTPS://u:5ec7e7@host/a"}"#, "HTTPS://"),
            (#"{"url": "ftp://host/a?5ec7e7"}"#, "ftp://"),
        ])
    func address(body: String, found: String) async throws {
        let response = await service.analyze(json: body)
        try expect(response, 400, "url-invalid")
        #expect(try response.json["error"]?.string?.hasSuffix("found \(found)") == true)
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
        let named = await service.analyze(json: #"{"s3": {"bucket": "photos", "key": "cat.png"}}"#)
        try expect(named, 500, "internal-failure")
        let unloaded = await failing.analyze(try FixtureService.picture())
        try expect(unloaded, 503, "model-unavailable")
        for response in [named, unloaded] {
            let text = String(decoding: response.body, as: UTF8.self)
            #expect(!text.contains("1234") && !text.contains("secret") && !text.contains("SecretFailure"))
        }
    }

    @Test("a model that is not there is no fault of the caller, who learns nothing of its place")
    func noModel() async throws {
        let failing = FixtureService.make(models: ModelLoader { throw AWSError(.notFound, "s3://models/typo.onnx") })
        let response = await failing.analyze(try FixtureService.picture())
        try expect(response, 503, "model-unavailable")
        #expect(!String(decoding: response.body, as: UTF8.self).contains("typo"))
    }

    @Test(
        "AWS' sentences reach no caller: what the caller named is told in other words, and the rest not at all",
        arguments: [
            (AWSError.Code.accessDenied, 403, "aws-access-denied"), (.notFound, 404, "aws-not-found"),
            (.objectTooLarge, 413, "object-too-large"), (.throttled, 429, "aws-throttled"),
            (.credentialsExpired, 500, "internal-failure"),
        ])
    func sentences(cause: AWSError.Code, status: Int, code: String) async throws {
        let stage = try RecordStage()
        stage.objects.fail("get photos/a.png", with: cause)
        let body = Array(#"{"s3": "s3://photos/a.png"}"#.utf8)
        try expectNothingOfAWS(in: await stage.respond("POST", "/analyze", body: body), status, code)
    }

    @Test("a table that may not be written is no fault of the caller")
    func table() async throws {
        let stage = try RecordStage(["APUS_JOBS_QUEUE": "https://sqs.example.com/1/jobs", "APUS_JOBS_TABLE": "jobs"])
        stage.tables.fail(with: .accessDenied)
        let body = Array(#"{"s3": "s3://photos/a.png"}"#.utf8)
        try expectNothingOfAWS(in: await stage.respond("POST", "/jobs", body: body), 500, "internal-failure")
    }

    private func expectNothingOfAWS(in response: ServiceResponse, _ status: Int, _ code: String) throws {
        #expect(response.status == status)
        #expect(try response.json["code"]?.string == code)
        #expect(!String(decoding: response.body, as: UTF8.self).contains("the test wants it"))
    }

    @Test(
        "a picture in the wrong place is not repeated",
        arguments: [
            #"{"images": "aGVsbG8="}"#, #"{"image": ["aGVsbG8="]}"#, #"{"s3": {"bucket": "aGVsbG8="}}"#,
            #"{"image": "aGk=", "image_name": ["aGVsbG8="]}"#, #"{"url": ["aGVsbG8="]}"#,
            #"{"image": "aGk=", "shape": "aGVsbG8="}"#, #"{"image": "aGk=", "shape": ["aGVsbG8="]}"#,
        ])
    func notRepeated(body: String) async throws {
        let response = await service.analyze(json: body)
        try expect(response, 400, "field-invalid")
        #expect(!String(decoding: response.body, as: UTF8.self).contains("aGVs"))
    }

    @Test("a wrong shape is shown")
    func shape() async throws {
        let response = await service.analyze(json: #"{"image": "aGk=", "shape": [2, 1, 7]}"#)
        #expect(try response.json["error"]?.string?.contains("found [2, 1, 7]") == true)
    }

    @Test("drawn pictures of a batch end with the limit of an answer, and not when all are drawn")
    func drawnBatch() async throws {
        let stage = try RecordStage(["APUS_MAX_BATCH": "200"]) { $0.answerBytes = 4_096 }
        stage.objects.add(RecordStage.picture, as: "photos/a.jpg")
        let images = [String](repeating: #""s3://photos/a.jpg""#, count: 200).joined(separator: ", ")
        let body = Array(#"{"images": [\#(images)], "annotated": true}"#.utf8)
        let response = await stage.respond("POST", "/analyze", body: body)
        #expect(try response.status == 413 && response.json["code"]?.string == "answer-too-large")
        #expect(stage.objects.calls.count < 150)
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
        try expect(response, 503, "model-loading")
        #expect(response.header("retry-after") == "1")
    }
}
