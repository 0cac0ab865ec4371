/// A record of a stream that Lambda reads in order and goes back in after a failure.
package protocol StreamRecord: Sendable {
    /// The record's place in its shard: a decimal number, too large for an integer.
    var sequenceNumber: String { get }
}
