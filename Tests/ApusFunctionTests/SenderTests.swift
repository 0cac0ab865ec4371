import JSONText
import RuntimeEmulator
import Testing

@Suite("requests and their senders", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt))
struct SenderTests {
    @Test("a request is answered in its sender's form", arguments: HTTPCall.Sender.allCases)
    func form(sender: HTTPCall.Sender) async throws {
        var call = HTTPCall.bytes(Pictures.png, type: "image/png")
        call.query = [("max_detections", "2")]
        let answer = try await RunningFunction.shared.invoke(call.event(from: sender)).json
        #expect(answer["statusCode"]?.integer == 200)
        #expect(answer["isBase64Encoded"]?.boolean == false)
        #expect((answer["statusDescription"]?.string == "200 OK") == sender.isLoadBalancer)
        #expect((answer["multiValueHeaders"] != nil) == sender.wantsLists)
        #expect((answer["headers"] == nil) == (sender == .loadBalancerWithLists))
        let reply = try HTTPReply(answer)
        #expect(reply.headers["content-type"] == "application/json")
        #expect(reply.headers["access-control-allow-origin"] == "*")
        #expect(try reply.json["detection_count"]?.integer == 2)
    }

    @Test(
        "a picture is found in base64 text that nobody calls so", arguments: HTTPCall.Sender.allCases,
        ["image/png", "application/octet-stream", "text/plain", "application/json", ""])
    func unnamedBase64(sender: HTTPCall.Sender, type: String) async throws {
        let call = HTTPCall(headers: [("content-type", type)], body: .text(Pictures.base64))
        let reply = try HTTPReply(try await RunningFunction.shared.invoke(call.event(from: sender)).json)
        #expect(try reply.json["detection_count"]?.integer == Pictures.detectionCount)
    }

    @Test("a drawn picture is base64 in its sender's form", arguments: HTTPCall.Sender.allCases)
    func binary(sender: HTTPCall.Sender) async throws {
        let call = HTTPCall.bytes(Pictures.jpeg, type: "image/jpeg", accept: "image/png")
        let reply = try HTTPReply(try await RunningFunction.shared.invoke(call.event(from: sender)).json)
        #expect(reply.status == 200 && reply.isBase64Encoded)
        #expect(Pictures.mediaType(of: reply.body) == "image/png")
    }

    @Test("an error is an answer in its sender's form, with its code and an id", arguments: HTTPCall.Sender.allCases)
    func error(sender: HTTPCall.Sender) async throws {
        let function = try await RunningFunction.shared
        let outcome = try await function.invoke(HTTPCall.json("{}").event(from: sender))
        let reply = try HTTPReply(outcome.json)
        #expect(reply.status == 400 && reply.code == "input-missing")
        // The id is Lambda's own, by which its lines, ours and the metrics are found.
        #expect(try reply.json["request_id"]?.string == outcome.requestID)
        let line = try await function.logLine(of: outcome.requestID)
        #expect(line["senderRequestId"]?.string == (sender.isLoadBalancer ? nil : HTTPCall.requestID))
        #expect(!line.source.contains(HTTPCall.forgedID))
        let metrics = try await function.metrics(of: outcome.requestID)
        #expect(metrics["ErrorCode"]?.string == "input-missing")
    }

    @Test(
        "a body may be text, an object, or the event itself",
        arguments: [
            Pictures.request(), #"{"body": \#(Pictures.request())}"#, #"{"body": \#(quoted(Pictures.request()))}"#,
            #"{"body": "\#(Pictures.base64)", "isBase64Encoded": true}"#,
            #"{"body": "\#(Pictures.base64)"}"#, #"{"body": null, "image": "\#(Pictures.base64)"}"#,
        ])
    func direct(event: String) async throws {
        let answer = try await RunningFunction.shared.answer(to: event)
        #expect(answer["detection_count"]?.integer == Pictures.detectionCount, "\(answer.source)")
    }

    @Test("a body that is an object is read, as test consoles send it", arguments: HTTPCall.Sender.allCases)
    func console(sender: HTTPCall.Sender) async throws {
        let event = HTTPCall(body: .json(Pictures.request())).event(from: sender)
        let reply = try HTTPReply(try await RunningFunction.shared.invoke(event).json)
        #expect(try reply.json["detection_count"]?.integer == Pictures.detectionCount)
    }

    @Test("what a direct caller does wrong is its result")
    func directError() async throws {
        let answer = try await RunningFunction.shared.answer(to: #"{"image": "!"}"#)
        #expect(answer["code"]?.string == "field-invalid")
        #expect(answer["error"]?.string?.isEmpty == false)
        #expect(answer["request_id"]?.string?.isEmpty == false)
    }

    @Test(
        "whoever keeps the function warm is told so, whatever else the event holds",
        arguments: [
            #"{"warmup": true}"#, #"{"warmup": true, "httpMethod": "GET", "image": "x", "Records": []}"#,
            #"{"source": "serverless-plugin-warmup"}"#,
            #"{"source": "aws.events", "detail-type": "Scheduled Event", "detail": {"warmup": true}}"#,
        ])
    func warmUp(event: String) async throws {
        let answer = try await RunningFunction.shared.answer(to: event)
        #expect(answer["warm"]?.boolean == true)
        #expect(answer["instance"]?.string?.count == 16)
        #expect(answer["cold"]?.boolean != nil)
    }

    @Test("the first warm-up is cold, and the second and what follows it is not")
    func coldness() async throws {
        let function = try await RunningFunction()
        let answers = [
            try await function.answer(to: #"{"warmup": true}"#), try await function.answer(to: #"{"warmup": true}"#),
        ]
        #expect(answers.map { $0["cold"]?.boolean } == [true, false])
        #expect(answers[0]["instance"]?.string == answers[1]["instance"]?.string)
        let outcome = try await function.invoke(Array(Pictures.request().utf8))
        #expect(try await function.logLine(of: outcome.requestID)["cold"]?.boolean == false)
        _ = try await function.metrics(of: outcome.requestID)
        #expect(function.metricLines.map { $0["ColdStart"]?.integer } == [1, nil])
    }
}

extension HTTPCall.Sender {
    fileprivate var isLoadBalancer: Bool { self == .loadBalancer || self == .loadBalancerWithLists }
    fileprivate var wantsLists: Bool { self == .restAPI || self == .loadBalancerWithLists }
}

/// Text as a JSON string.
func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.value(text)
    return String(decoding: writer.bytes, as: UTF8.self)
}
