import JSONText

/// HTTP APIs of API Gateway with payload format 2.0, and function URLs, which use the same form.
///
/// Source: "Create AWS Lambda proxy integrations for HTTP APIs" in the Amazon API Gateway Developer Guide, and "Invoking
/// Lambda function URLs" in the AWS Lambda Developer Guide.
extension HTTPEvent {
    init(httpAPI event: JSONValue, method: String) {
        let context = event["requestContext"]
        let route = RoutePath(
            path: event["rawPath"]?.string ?? context?["http"]?["path"]?.string ?? "/",
            template: event["routeKey"]?.string?.split(separator: " ").last, parameters: event["pathParameters"])
        self.init(
            sender: Self.isFunctionURL(context?["domainName"]?.string) ? .functionURL : .httpAPI, method: method,
            path: route.fromRoute ?? route.without(stage: context?["stage"]?.string), event: event)
        // Events made by hand often lack the raw query; real ones have it, and in the others values are joined.
        let rawQuery = event["rawQueryString"]?.string ?? ""
        query = rawQuery.isEmpty ? QueryItem.read(event, areEncoded: false) : QueryItem.parse(rawQuery)
        readFields(of: event)
        cookies = event["cookies"]?.elements.compactMap(\.string) ?? []
        if cookies.isEmpty { readCookies() }
        requestID = context?["requestId"]?.string
        sourceAddress = context?["http"]?["sourceIp"]?.string
    }

    /// Function URLs have hosts such as `abc.lambda-url.eu-west-1.on.aws`.
    private static func isFunctionURL(_ domain: String?) -> Bool {
        guard let labels = domain?.split(separator: "."), labels.count >= 2 else { return false }
        return labels[1] == "lambda-url"
    }

    func httpAPIAnswer(_ answer: HTTPAnswer) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writeHead(of: answer, into: &writer)
            answer.writeBody(into: &writer)
        }
        return writer.bytes
    }

    /// Status and fields of an answer whose body is streamed behind them, as JSON text.
    package func prelude(of answer: HTTPAnswer) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writeHead(of: answer, into: &$0) }
        return writer.bytes
    }

    /// Cookies have a list of their own; several values of any other field are joined.
    private func writeHead(of answer: HTTPAnswer, into writer: inout JSONWriter) {
        writer.member("statusCode", answer.status.code)
        let fields = answer.fields.grouped.filter { $0.name.lowercased() != "set-cookie" }
        fields.writeSingle("headers", into: &writer)
        writer.key("cookies")
        writer.array(of: answer.fields.values("set-cookie"))
    }
}
