import JSONText

/// Application Load Balancers with a function as their target.
///
/// Source: "Use Lambda functions as targets of an Application Load Balancer" in the User Guide for Application Load
/// Balancers. A load balancer passes the query on as it stood in the address.
extension HTTPEvent {
    init(loadBalancer event: JSONValue, method: String) {
        self.init(sender: .loadBalancer, method: method, path: event["path"]?.string ?? "/", event: event)
        query = QueryItem.read(event, areEncoded: true)
        readFields(of: event)
        readCookies()
        requestID = fields["x-amzn-trace-id"]
        // It appends the address it saw to what the client claimed.
        sourceAddress = fields["x-forwarded-for"]?.split(separator: ",").last.map { String($0.drop { $0 == " " }) }
    }

    /// A target group either has lists of values in requests and answers, or in neither; then a field is sent once, and
    /// of several cookies only the last arrives.
    func loadBalancerAnswer(_ answer: HTTPAnswer) -> [UInt8] {
        let fields = answer.fields.grouped
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("statusCode", answer.status.code)
            writer.member("statusDescription", "\(answer.status.code) \(answer.status.reasonPhrase)")
            if hasValueLists {
                fields.writeLists("multiValueHeaders", into: &writer)
            } else {
                fields.writeSingle("headers", into: &writer)
            }
            answer.writeBody(into: &writer)
        }
        return writer.bytes
    }
}
