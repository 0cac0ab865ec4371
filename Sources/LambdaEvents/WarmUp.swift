package import JSONText

/// Calls that only keep a function warm, and what they are answered.
package enum WarmUp {
    /// Whether an event only wants the function to be ready.
    ///
    /// Recognised are our own `{"warmup": true}`, also as the `detail` of a schedule's event; what
    /// serverless-plugin-warmup sends; and `{"warmer": true}` of lambda-warmer.
    package static func isWarmUp(_ event: JSONValue) -> Bool {
        if event["warmup"]?.boolean == true || event["warmer"]?.boolean == true { return true }
        guard let source = event["source"]?.string else { return false }
        if source == "serverless-plugin-warmup" { return true }
        let isSchedule = source == "aws.events" || event["detail-type"]?.string == "Scheduled Event"
        return isSchedule && event["detail"]?["warmup"]?.boolean == true
    }

    /// The answer to such a call.
    ///
    /// - Parameters:
    ///   - instance: What tells this execution environment from others.
    ///   - isCold: Whether this call is the environment's first.
    /// - Returns: JSON text.
    package static func answer(instance: String, isCold: Bool) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("warm", true)
            writer.member("instance", instance)
            writer.member("cold", isCold)
        }
        return writer.bytes
    }
}
