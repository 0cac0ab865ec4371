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
            sender: Self.service(context) == "lambda-url" ? .functionURL : .httpAPI, method: method,
            path: route.fromRoute ?? route.without(stage: context?["stage"]?.string),
            address: Self.address(route, context), event: event)
        // Events made by hand often lack the raw query; real ones have it, and in the others values are joined.
        let rawQuery = event["rawQueryString"]?.string ?? ""
        query = rawQuery.isEmpty ? QueryItem.read(event, areEncoded: false) : QueryItem.parse(rawQuery)
        readFields(of: event)
        cookies = event["cookies"]?.elements.compactMap(\.string) ?? []
        if cookies.isEmpty { readCookies() }
        requestID = context?["requestId"]?.string
        sourceAddress = context?["http"]?["sourceIp"]?.string
    }

    /// The service in hosts such as `abc.lambda-url.eu-west-1.on.aws` and `abc.execute-api.eu-west-1.amazonaws.com`.
    private static func service(_ context: JSONValue?) -> Substring? {
        context?["domainName"]?.string?.split(separator: ".").dropFirst().first
    }

    /// The path of the address that the client used, `nil` where it cannot be told: behind a custom domain a named stage
    /// stands in the place of whatever the client wrote (github.com/CodeGenieApp/serverless-express, issue 465).
    static func address(_ route: RoutePath, _ context: JSONValue?) -> String? {
        let isOwnHost = service(context).map { $0 == "execute-api" } ?? true
        return isOwnHost || route.without(stage: context?["stage"]?.string) == route.path ? route.path : nil
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
