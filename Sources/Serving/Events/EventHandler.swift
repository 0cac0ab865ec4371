import AWSClient
import Diagnosis
import JSONText
import LambdaEvents

/// Answers events of Lambda, each in the form that its sender expects.
package struct EventHandler: Sendable {
    let service: Service
    private let records: RecordDesk

    /// Makes a handler.
    ///
    /// - Parameters:
    ///   - service: What answers requests.
    ///   - records: What works on events that nobody waits for.
    package init(_ service: Service, records: RecordDesk) {
        self.service = service
        self.records = records
    }

    /// Answers an event.
    ///
    /// - Parameters:
    ///   - event: JSON text.
    ///   - id: The invocation's id.
    ///   - trace: The header of the tracing that the invocation is part of, for the log and for requests to AWS.
    ///   - deadline: When the answer must be there; `nil` waits for good.
    /// - Returns: What the event's sender expects.
    /// - Throws: ``EventFailure``, which makes the invocation fail, so that its sender tries it again: never the fault of a
    ///   picture.
    package func answer(
        _ event: [UInt8], id: String, trace: String? = nil, deadline: ContinuousClock.Instant?
    ) async throws -> EventAnswer {
        do {
            return try await RequestTrace.$header.withValue(trace) {
                try await handle(event, id: id, deadline: deadline)
            }
        } catch {
            throw EventFailure(error, id: id)
        }
    }

    private func handle(_ event: [UInt8], id: String, deadline: ContinuousClock.Instant?) async throws -> EventAnswer {
        switch try await recognized(event, id: id) {
        case .http(let http): return await answer(http, byteCount: event.count, id: id, deadline: deadline)
        case .direct(let value): return .document(try await answer(direct: value, id: id, deadline: deadline))
        case .warmUp: return .document(try await warmUp(id: id, deadline: deadline))
        case .nothing:
            service.remember(RequestRecord(id: id, sender: "unknown"), note: "the event asks for nothing")
            return .document(Array("{}".utf8))
        case let other: return .document(try await records.answer(other, id: id, deadline: deadline))
        }
    }

    /// What an event is; one that is nothing known gets a line in the log, as each that is answered does.
    private func recognized(_ event: [UInt8], id: String) async throws -> LambdaEvent {
        do {
            return try LambdaEvent.recognize(JSONDocument(event).root)
        } catch {
            let reason = (error as? JSONError).map(ServingError.init(event:)) ?? error
            _ = await service.refuse(reason, record: RequestRecord(id: id, sender: "unknown"))
            throw reason
        }
    }

    private func answer(
        _ event: HTTPEvent, byteCount: Int, id: String, deadline: ContinuousClock.Instant?
    ) async -> EventAnswer {
        let body = ServiceRequest.Body(event.body, maximumBytes: service.configuration.limits.bodyBytes)
        var request = ServiceRequest(
            method: event.method.uppercased(), path: event.path, body: body, byteCount: byteCount, id: id)
        request.senderID = event.ownRequestID.flatMap { $0 == id ? nil : $0 }
        request.query = event.query.map { ($0.name, $0.value) }
        request.headers = event.fields.byLowercasedName
        request.isStreamed = service.configuration.streamsAnswers && event.sender == .functionURL
        let response = await service.respond(to: request, deadline: deadline)
        let answer = HTTPAnswer(response, withoutBody: request.method == "HEAD")
        guard request.isStreamed else { return .document(event.answer(answer)) }
        return .streamed(prelude: event.prelude(of: answer), body: request.method == "HEAD" ? [] : response.body)
    }

    /// A request that is the event itself, or its `body`; what the caller did wrong is a result, and everything else a failure.
    private func answer(
        direct event: JSONValue, id: String, deadline: ContinuousClock.Instant?
    ) async throws -> [UInt8] {
        let body = EventBody(of: event)
        let item: WorkItem = body.value.map(\.isNull) ?? true ? .request(event) : .body(body)
        let answered = await service.answer(item, record: RequestRecord(id: id, sender: "direct"), deadline: deadline)
        if let failure = answered.failure, !ErrorAnswer(failure).isCallersFault { throw failure }
        return answered.response.body
    }
}

extension ServiceRequest.Body {
    /// The body of an event, which is decoded when it is needed.
    ///
    /// - Parameters:
    ///   - body: The body.
    ///   - maximumBytes: The most that is decoded.
    init(_ body: EventBody, maximumBytes: Int) {
        let decode = { @Sendable in try body.bytes(maximumBytes: maximumBytes) }
        if let value = body.value, value.kind == .string, !body.isBase64Encoded {
            self = .text(value, decode)
        } else {
            self = .encoded(decode)
        }
    }
}

extension ServingError {
    /// The event is no JSON.
    fileprivate init(event error: JSONError) {
        self.init(
            .fieldInvalid, "the event is not valid JSON", expected: error.diagnosis.expected,
            found: error.diagnosis.found ?? error.diagnosis.what, underlying: error)
    }
}

extension HTTPEvent {
    /// What the sender itself calls the request: a load balancer only passes on what the client may have said.
    fileprivate var ownRequestID: String? { sender == .loadBalancer ? nil : requestID }
}

extension HTTPFields {
    /// The fields by their names in small letters, repeated ones joined.
    fileprivate var byLowercasedName: [String: String] {
        Dictionary(all.map { ($0.name.lowercased(), $0.value) }) { "\($0), \($1)" }
    }
}

extension HTTPAnswer {
    /// A response as senders of HTTP take it.
    fileprivate init(_ response: ServiceResponse, withoutBody: Bool) {
        var fields = HTTPFields()
        for (name, value) in response.headers { fields.add(name, value) }
        let body: Body = response.isText ? .text(response.body) : .binary(response.body)
        self.init(status: HTTPStatus(response.status), fields: fields, body: withoutBody ? .empty : body)
    }
}
