import JSONText

/// Events to measure functions with.
package enum FunctionBenchmarkEvent {
    /// A picture as API Gateway's HTTP API hands it over, in base64 inside JSON inside the event: the form that costs a
    /// function most.
    ///
    /// - Parameters:
    ///   - picture: The picture's file.
    ///   - name: What the answer calls it.
    /// - Returns: The event's JSON text (payload format 2.0).
    package static func httpRequest(picture: [UInt8], name: String) -> [UInt8] {
        var body = JSONWriter()
        body.object { body in
            body.member("image_name", name)
            body.key("image_data")
            body.value(base64: picture)
        }
        var event = JSONWriter()
        event.object { event in
            event.member("version", "2.0")
            event.member("routeKey", "$default")
            event.member("rawPath", "/")
            event.member("rawQueryString", "")
            event.key("headers")
            event.object { $0.member("content-type", "application/json") }
            event.key("requestContext")
            event.object { context in
                context.member("stage", "$default")
                context.key("http")
                context.object { http in
                    http.member("method", "POST")
                    http.member("path", "/")
                    http.member("protocol", "HTTP/1.1")
                    http.member("sourceIp", "127.0.0.1")
                }
            }
            event.member("body", String(decoding: body.bytes, as: UTF8.self))
            event.member("isBase64Encoded", false)
        }
        return event.bytes
    }
}
