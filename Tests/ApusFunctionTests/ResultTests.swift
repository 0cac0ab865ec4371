import JSONText
import RuntimeEmulator
import TestSupport
import Testing

@Suite(
    "results and jobs in AWS", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt),
    .enabled(if: MotoServer.isAvailable, Comment(rawValue: MotoServer.requirement)))
struct ResultTests {
    private let stage: CloudStage

    init() throws {
        stage = try CloudStage()
    }

    @Test("the result of a new object goes to a bucket, a table, a queue and a bus, once")
    func destinations() async throws {
        stage.put(Pictures.png, as: "in/dog.png")
        let queue = stage.queue()
        let places = ["s3://\(stage.name)/out/", "dynamodb://\(stage.table())", queue, "events://\(stage.bus())"]
        let variables = ["APUS_RESULTS": places.joined(separator: ","), "APUS_RESULTS_ANNOTATED": "true"]
        let function = try await RunningFunction(stage.environment(variables))
        let event = Events.objects(["in/dog.png"], bucket: stage.name)
        #expect(try await function.answer(to: event).source == #"{"processed":1,"failed":0}"#)

        #expect(stage.keys == ["in/dog.png", "out/in/dog.png.annotated.jpg", "out/in/dog.png.json"])
        let document = try #require(stage.document("out/in/dog.png.json"))
        #expect(document["detection_count"]?.integer == Pictures.detectionCount)
        #expect(document["source"]?["key"]?.string == "in/dog.png")
        #expect(document["annotated_image"] == nil)
        let item = try #require(stage.item("s3://\(stage.name)/in/dog.png"))
        #expect(item["result"]?["S"]?.string?.contains(#""detection_count":6"#) == true)
        #expect(stage.messages(in: queue).count == 1)
        #expect(stage.busCount == 1)

        // The same event once more: everything is there already.
        #expect(try await function.answer(to: event).source == #"{"processed":1,"failed":0}"#)
        #expect(stage.document("out/in/dog.png.json")?.source == document.source)
        #expect(stage.messages(in: queue).isEmpty)
        #expect(stage.busCount == 1)

        // Another content of the same object is another piece of work.
        let later = Events.objects(["in/dog.png"], bucket: stage.name, tag: "4567", sequencer: "02")
        #expect(try await function.answer(to: later)["processed"]?.integer == 1)
        #expect(stage.messages(in: queue).count == 1)
    }

    @Test("what is wrong with a picture is its result")
    func failure() async throws {
        stage.put([1, 2, 3], as: "in/broken.png")
        let function = try await RunningFunction(stage.environment(["APUS_RESULTS": "s3://\(stage.name)/out"]))
        let messages = [("message-1", Events.objects(["in/broken.png", "in/none.png"], bucket: stage.name))]
        let answer = try await function.answer(to: Events.queue(messages))
        #expect(answer.source == #"{"batchItemFailures":[]}"#)
        #expect(stage.document("out/in/broken.png.json")?["code"]?.string == "image-unrecognized")
        #expect(stage.document("out/in/none.png.json")?["code"]?.string == "aws-not-found")
    }

    @Test("results are no events: what lies where results go is left alone")
    func loop() async throws {
        stage.put(Pictures.png, as: "out/a.png")
        let function = try await RunningFunction(stage.environment(["APUS_RESULTS": "s3://\(stage.name)/out/"]))
        let event = Events.objects(["out/a.png"], bucket: stage.name)
        let outcome = try await function.invoke(Array(event.utf8))
        #expect(try outcome.json.source == #"{"processed":1,"failed":1}"#)
        #expect(stage.keys == ["out/a.png"])
        let line = try await function.logLine(of: outcome.requestID)
        #expect(line["codes"]?.source == #"["destination-loops"]"#)
    }

    @Test("results that cannot be stored make the event come again")
    func unstorable() async throws {
        let function = try await RunningFunction(stage.environment(["APUS_RESULTS": "dynamodb://no-such-table"]))
        let answer = try await function.answer(to: Events.queue([("a", Pictures.request())]))
        #expect(answer.source == #"{"batchItemFailures":[{"itemIdentifier":"a"}]}"#)
    }

    // MARK: - Jobs

    private func jobs(_ more: [String: String] = [:]) async throws -> (RunningFunction, queue: String) {
        let queue = stage.queue()
        let variables = ["APUS_JOBS_QUEUE": queue, "APUS_JOBS_TABLE": stage.table()].merging(more) { $1 }
        return (try await RunningFunction(stage.environment(variables)), queue)
    }

    private func submit(_ body: String, to function: RunningFunction) async throws -> String {
        var call = HTTPCall.json(body, path: "/jobs")
        call.query = [("max_detections", "2")]
        let reply = try await function.reply(to: call)
        let id = try #require(try reply.json["message_id"]?.string)
        #expect(reply.status == 202 && reply.headers["location"] == "/jobs/\(id)")
        #expect(try reply.json["status"]?.string == "processing")
        let status = try await function.reply(to: .get("/jobs/\(id)"))
        #expect(status.headers["retry-after"] == "1")
        #expect(try status.json["status"]?.string == "processing")
        return id
    }

    @Test("a job is handed in, worked on once and asked for")
    func job() async throws {
        let (function, queue) = try await jobs()
        let id = try await submit(Pictures.request(), to: function)
        let messages = stage.messages(in: queue).map { ("m", $0) }
        #expect(messages.count == 1)
        for _ in 0..<2 {
            #expect(try await function.answer(to: Events.queue(messages)).source == #"{"batchItemFailures":[]}"#)
        }
        let done = try await function.reply(to: .get("/jobs/\(id)"))
        #expect(try done.json["status"]?.string == "done")
        #expect(try done.json["result"]?["detection_count"]?.integer == 2)
        let lines = function.logLines.filter { $0["route"]?.string == "job \(id)" }
        #expect(lines.map { $0["note"]?.string } == [nil, "done before"])
    }

    @Test("a job that cannot be done has failed, and says why")
    func failedJob() async throws {
        let (function, queue) = try await jobs()
        let id = try await submit(#"{"image": "bm90IGEgcGljdHVyZQ=="}"#, to: function)
        _ = try await function.answer(to: Events.queue(stage.messages(in: queue).map { ("m", $0) }))
        let status = try await function.reply(to: .get("/jobs/\(id)"))
        #expect(try status.json["status"]?.string == "failed")
        #expect(try status.json["result"]?["code"]?.string == "image-unrecognized")
        #expect(try await function.reply(to: .get("/jobs/0123456789abcdef0123456789abcdef")).code == "job-unknown")
        #expect(try await function.reply(to: .json("{}", path: "/jobs")).code == "input-missing")
    }

    @Test("a large picture rides in the bucket, where there is one")
    func largeJob() async throws {
        let padded = Pictures.jpeg + [UInt8](repeating: 0x55, count: 300_000)
        let body = #"{"image": "\#(String(decoding: Base64.encode(padded), as: UTF8.self))"}"#
        let (function, queue) = try await jobs(["APUS_JOBS_BUCKET": stage.name])
        let id = try await submit(body, to: function)
        #expect(stage.keys == ["jobs/\(id)/request"])
        let messages = stage.messages(in: queue)
        #expect(messages.allSatisfy { $0.utf8.count < 1_000 })
        _ = try await function.answer(to: Events.queue(messages.map { ("m", $0) }))
        #expect(try await function.reply(to: .get("/jobs/\(id)")).json["result"]?["detection_count"]?.integer == 2)

        let (without, _) = try await jobs()
        let refused = try await without.reply(to: .json(body, path: "/jobs"))
        #expect(refused.status == 413 && refused.code == "body-too-large")
    }
}
