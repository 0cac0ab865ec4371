import JSONText
import RuntimeEmulator
import Testing

@Suite("deadlines", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt))
struct DeadlineTests {
    @Test("a request that waits for the model is answered before its deadline: ask again")
    func loading() async throws {
        let silence = SilentServer()
        let function = try await RunningFunction([
            "MODEL_PATH": "s3://models/detector.onnx", "AWS_ENDPOINT_URL": silence.endpoint,
        ])
        let call = HTTPCall.json(Pictures.request())
        let reply = try HTTPReply(await function.invokeInTime(call.event(from: .functionURL)).json)
        #expect(reply.status == 503 && reply.code == "model-loading")
        #expect(reply.headers["retry-after"] == "1")
        #expect(try reply.json["hint"]?.string?.isEmpty == false)

        let health = try await function.reply(to: .get("/healthz"))
        #expect(health.status == 503 && health.headers["retry-after"] == "1")
        #expect(try health.json["status"]?.string == "loading")
        #expect(try await function.reply(to: .get("/v2/health/live")).status == 200)
        #expect(try await function.reply(to: .get("/v2/health/ready")).status == 503)
        #expect(try await function.reply(to: .get("/openapi.json")).status == 200)

        // Whoever invoked the function directly is to try again, and so is whoever wants it warm.
        for event in [Pictures.request(), #"{"warmup": true}"#] {
            let outcome = try await function.invokeInTime(Array(event.utf8))
            #expect(outcome.failure?["errorType"]?.string == "Function.ModelLoading")
            let line = try await function.logLine(of: outcome.requestID)
            #expect(line["codes"]?.elements.map(\.string) == ["model-loading"])
        }
    }

    @Test("a request that takes too long is answered before its deadline, and the function goes on")
    func late() async throws {
        let silence = SilentServer()
        let function = try await RunningFunction(["AWS_ENDPOINT_URL": silence.endpoint])
        _ = try await function.answer(to: #"{"warmup": true}"#)
        let call = HTTPCall.json(#"{"s3": {"bucket": "camera", "key": "bus.jpg"}}"#)
        let outcome = try await function.invokeInTime(call.event(from: .functionURL))
        let reply = try HTTPReply(outcome.json)
        #expect(reply.status == 504 && reply.code == "deadline-exceeded")
        #expect(try reply.json["request_id"]?.string == outcome.requestID)
        #expect(try await function.reply(to: .json(Pictures.request())).status == 200)
    }

    @Test("records that are not done in time come again, and those that are do not")
    func records() async throws {
        let silence = SilentServer()
        let function = try await RunningFunction(["AWS_ENDPOINT_URL": silence.endpoint])
        let messages = [("a", Pictures.request()), ("b", #"{"s3": "s3://camera/bus.jpg"}"#), ("c", "{}")]
        let event = Array(Events.queue(messages).utf8)
        let answer = try await function.invokeInTime(event, timeout: .seconds(2)).json
        #expect(answer["batchItemFailures"]?.elements.map { $0["itemIdentifier"]?.string } == ["b"])
    }
}

extension RunningFunction {
    /// Has an event answered in a short time, by the function itself.
    ///
    /// A busy machine may not let it run in the tenth of a second after which the loop speaks for a handler that is
    /// silent; it is asked again then.
    fileprivate func invokeInTime(_ event: [UInt8], timeout: Duration = .seconds(1)) async throws -> InvocationOutcome {
        for _ in 0..<9 {
            let outcome = try await invoke(event, timeout: timeout)
            if outcome.failure?["errorType"]?.string != "Function.DeadlineReached" { return outcome }
        }
        return try await invoke(event, timeout: timeout)
    }
}
