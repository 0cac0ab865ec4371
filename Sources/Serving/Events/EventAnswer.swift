/// The answer to an event.
package enum EventAnswer: Sendable, Hashable {
    /// A JSON document, in the form that the event's sender expects.
    case document([UInt8])
    /// The body of an HTTP answer as it is, behind a JSON object of its status and fields, for responses that are streamed.
    case streamed(prelude: [UInt8], body: [UInt8])
}
