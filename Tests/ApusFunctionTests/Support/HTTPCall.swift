import JSONText

/// An HTTP request, before a service of AWS makes it an event.
struct HTTPCall {
    /// The services, and the forms in which load balancers tell header fields.
    enum Sender: CaseIterable {
        case restAPI, httpAPI, functionURL, loadBalancer, loadBalancerWithLists
    }

    enum Body {
        case none
        case text(String)
        case base64([UInt8])
        case json(String)
        /// JSON that is called base64, whatever it is.
        case raw(String)
    }

    /// What API Gateway and function URLs call each request.
    static let requestID = "sender-1"
    /// What a client says that a load balancer calls it.
    static let forgedID = "Root=1-forged"

    var method = "POST"
    var path = "/analyze"
    var query: [(name: String, value: String)] = []
    var headers: [(name: String, value: String)] = []
    var body = Body.none

    /// A JSON body, as text.
    static func json(_ text: String, path: String = "/analyze") -> HTTPCall {
        HTTPCall(path: path, headers: [("content-type", "application/json")], body: .text(text))
    }

    /// Bytes as the services carry what is no text.
    static func bytes(_ bytes: [UInt8], type: String, accept: String = "*/*") -> HTTPCall {
        HTTPCall(headers: [("content-type", type), ("accept", accept)], body: .base64(bytes))
    }

    /// A request without a body.
    static func get(_ path: String, method: String = "GET") -> HTTPCall {
        HTTPCall(method: method, path: path)
    }

    /// The event of a sender (AWS Lambda documentation of each event source).
    func event(from sender: Sender) -> [UInt8] {
        let stage = #"{"stage": "prod", "requestId": "\#(Self.requestID)"}"#
        let balancer = #"{"elb": {"targetGroupArn": "arn:aws:elasticloadbalancing:example"}}"#
        var balanced = self
        balanced.headers.append(("x-amzn-trace-id", Self.forgedID))
        var writer = JSONWriter()
        writer.object { writer in
            switch sender {
            case .restAPI: writeFirstFormat(&writer, forms: [.single, .lists], context: stage)
            case .loadBalancer: balanced.writeFirstFormat(&writer, forms: [.single], context: balancer)
            case .loadBalancerWithLists: balanced.writeFirstFormat(&writer, forms: [.lists], context: balancer)
            case .httpAPI: writeSecondFormat(&writer, host: "abc.execute-api.us-east-1.amazonaws.com")
            case .functionURL: writeSecondFormat(&writer, host: "abc.lambda-url.us-east-1.on.aws")
            }
            writeBody(&writer)
        }
        return writer.bytes
    }
}

// MARK: - Formats

extension HTTPCall {
    /// How names with values are told.
    private enum Form { case single, lists }

    private func writeFirstFormat(_ writer: inout JSONWriter, forms: [Form], context: String) {
        writer.member("httpMethod", method)
        writer.member("path", path)
        writer.key("requestContext")
        writer.value(raw: Array(context.utf8))
        for form in forms {
            let prefix = form == .single ? "" : "multiValue"
            Self.write(headers, prefix.isEmpty ? "headers" : "\(prefix)Headers", form, &writer)
            let name = prefix.isEmpty ? "queryStringParameters" : "\(prefix)QueryStringParameters"
            Self.write(query, name, form, &writer)
        }
    }

    private func writeSecondFormat(_ writer: inout JSONWriter, host: String) {
        writer.member("version", "2.0")
        writer.member("rawPath", path)
        writer.member("rawQueryString", query.map { "\($0.name)=\($0.value)" }.joined(separator: "&"))
        Self.write(headers + [("host", host)], "headers", .single, &writer)
        writer.key("requestContext")
        writer.object { writer in
            writer.member("stage", "$default")
            writer.member("requestId", Self.requestID)
            writer.member("domainName", host)
            writer.key("http")
            writer.object { writer in
                writer.member("method", method)
                writer.member("path", path)
            }
        }
    }

    private static func write(
        _ pairs: [(name: String, value: String)], _ key: String, _ form: Form, _ writer: inout JSONWriter
    ) {
        writer.key(key)
        writer.object { writer in
            for (name, value) in pairs {
                writer.key(name)
                if form == .single { writer.value(value) } else { writer.array { $0.value(value) } }
            }
        }
    }

    private func writeBody(_ writer: inout JSONWriter) {
        writer.key("body")
        switch body {
        case .none: writer.null()
        case .text(let text): writer.value(text)
        case .base64(let bytes): writer.value(base64: bytes)
        case .json(let json), .raw(let json): writer.value(raw: Array(json.utf8))
        }
        let isBase64 =
            switch body {
            case .base64, .raw: true
            case .none, .text, .json: false
            }
        writer.member("isBase64Encoded", isBase64)
    }
}
