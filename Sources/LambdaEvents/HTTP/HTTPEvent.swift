import JSONText

/// A request that came through an HTTP service of AWS, in one form for all of them.
package struct HTTPEvent: Sendable {
    /// Which service sent the request, and so in what form it wants the answer.
    package enum Sender: Sendable, Hashable {
        /// A REST API of API Gateway, or an HTTP API with payload format 1.0.
        case restAPI
        /// An HTTP API of API Gateway with payload format 2.0.
        case httpAPI
        /// A function URL.
        case functionURL
        /// An Application Load Balancer.
        case loadBalancer
    }

    /// The service.
    package let sender: Sender
    /// The method, as it was sent.
    package let method: String
    /// The path from where the function's routes begin, percent escapes decoded; begins with a slash.
    package let path: String
    /// What stands before the path in the address that the client used, such as `/prod`.
    ///
    /// It is the name of a stage, or a custom domain's base path; empty where there is none, or the sender does not tell.
    let basePath: String
    /// The query's parameters in their order, decoded.
    package internal(set) var query: [QueryItem] = []
    /// The header fields.
    package internal(set) var fields = HTTPFields()
    /// The cookies, each as `name=value`.
    package internal(set) var cookies: [String] = []
    /// What the sender knows the request by.
    package internal(set) var requestID: String?
    /// The address of the client, or of the proxy that the sender saw.
    package internal(set) var sourceAddress: String?
    /// The body, still encoded.
    package let body: EventBody
    /// Whether the event had lists of values for each field, and the answer is to have them too.
    var hasValueLists = false

    /// Reads an event; `nil` where it is no request.
    ///
    /// - Throws: ``LambdaEventsError`` with `event-unsupported` where the service that sent it is none of the known ones.
    static func read(_ event: JSONValue) throws(LambdaEventsError) -> HTTPEvent? {
        let context = event["requestContext"]
        guard context?["connectionId"] == nil else { throw unsupported(found: "a WebSocket API") }
        if let method = context?["http"]?["method"]?.string { return HTTPEvent(httpAPI: event, method: method) }
        if let method = event["httpMethod"]?.string {
            return context?["elb"] == nil
                ? HTTPEvent(restAPI: event, method: method) : HTTPEvent(loadBalancer: event, method: method)
        }
        guard context?.kind == .object else { return nil }
        throw unsupported(found: "a requestContext without a method")
    }

    private static func unsupported(found: String) -> LambdaEventsError {
        LambdaEventsError(
            .eventUnsupported, "the event's requestContext is none of HTTP",
            expected: "API Gateway (REST or HTTP), a function URL or a load balancer", found: found)
    }

    /// Makes a request that has no more than this yet.
    ///
    /// - Parameters:
    ///   - sender: The service.
    ///   - method: The method.
    ///   - path: The path from where the function's routes begin, encoded.
    ///   - address: The path of the address that the client used, which ends with that one.
    ///   - event: The event.
    init(sender: Sender, method: String, path: String, address: String? = nil, event: JSONValue) {
        basePath = address.map { RoutePath.base(of: $0, before: path) } ?? ""
        self.sender = sender
        self.method = method
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        self.path = FormEncoding.decode(isAbsolute ? path : "/" + path, plusIsSpace: false)
        body = EventBody(of: event)
    }

    /// The answer in the form that the sender expects, as JSON text.
    ///
    /// A `Location` that is a path of the function's own becomes one that the client can ask for.
    package func answer(_ answer: HTTPAnswer) -> [UInt8] {
        var answer = answer
        if !basePath.isEmpty, let location = answer.fields["location"], location.utf8.first == UInt8(ascii: "/") {
            answer.fields["location"] = basePath + location
        }
        return formed(answer)
    }

    private func formed(_ answer: HTTPAnswer) -> [UInt8] {
        switch sender {
        case .restAPI: restAPIAnswer(answer)
        case .httpAPI, .functionURL: httpAPIAnswer(answer)
        case .loadBalancer: loadBalancerAnswer(answer)
        }
    }
}

extension HTTPEvent {
    /// The body's bytes: decoded base64, UTF-8 text, or the JSON text of a body that is no string.
    ///
    /// - Parameter maximumBytes: The most that is decoded.
    /// - Returns: Nothing where there is no body.
    /// - Throws: ``LambdaEventsError`` with `body-malformed` or `body-too-large`.
    package func body(maximumBytes: Int) throws(LambdaEventsError) -> [UInt8] {
        try body.bytes(maximumBytes: maximumBytes)
    }

    /// The last value of a query parameter; `nil` where it is not there.
    package func queryValue(_ name: String) -> String? {
        query.last { $0.name == name }?.value
    }

    /// Takes the fields over: those with lists of values first, then the others that have only one.
    mutating func readFields(of event: JSONValue) {
        let lists = event["multiValueHeaders"]
        for (name, values) in lists?.members ?? [] {
            for value in values.elements.compactMap(\.string) { fields.add(name, value) }
        }
        let listed = Set(fields.all.map { $0.name.lowercased() })
        for (name, value) in event["headers"]?.members ?? [] where !listed.contains(name.lowercased()) {
            if let value = value.string { fields.add(name, value) }
        }
        hasValueLists = lists?.kind == .object
    }

    /// Takes the cookies out of the fields, as browsers send them.
    mutating func readCookies() {
        cookies = fields.values("cookie").flatMap { $0.split(separator: ";") }.map { cookie in
            String(cookie.drop { $0 == " " })
        }
    }
}
