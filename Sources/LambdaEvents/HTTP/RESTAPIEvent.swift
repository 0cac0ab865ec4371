import JSONText

/// REST APIs of API Gateway, and HTTP APIs with payload format 1.0.
///
/// Source: "Set up Lambda proxy integrations in API Gateway" and "Create AWS Lambda proxy integrations for HTTP APIs" in
/// the Amazon API Gateway Developer Guide.
extension HTTPEvent {
    init(restAPI event: JSONValue, method: String) {
        let context = event["requestContext"]
        let route = RoutePath(
            path: event["path"]?.string ?? "/", template: event["resource"]?.string.map { $0[...] },
            parameters: event["pathParameters"])
        // Only HTTP APIs tell a version, and only they put the stage into the path.
        let isHTTPAPI = event["version"] != nil
        let path = route.fromRoute ?? route.without(stage: isHTTPAPI ? context?["stage"]?.string : nil)
        // A REST API tells the stage only here.
        let address = isHTTPAPI ? Self.address(route, context) : context?["path"]?.string
        self.init(sender: .restAPI, method: method, path: path, address: address, event: event)
        query = QueryItem.read(event, areEncoded: false)
        readFields(of: event)
        readCookies()
        requestID = context?["requestId"]?.string
        sourceAddress = context?["identity"]?["sourceIp"]?.string
    }

    /// A field has one value in `headers` or several in `multiValueHeaders`; API Gateway takes both together.
    func restAPIAnswer(_ answer: HTTPAnswer) -> [UInt8] {
        let fields = answer.fields.grouped
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("statusCode", answer.status.code)
            fields.filter { $0.values.count == 1 }.writeSingle("headers", into: &writer)
            fields.filter { $0.values.count > 1 }.writeLists("multiValueHeaders", into: &writer)
            answer.writeBody(into: &writer)
        }
        return writer.bytes
    }
}
