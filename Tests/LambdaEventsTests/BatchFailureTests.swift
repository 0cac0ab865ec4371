import LambdaEvents
import Testing

@Suite("Failures of batches")
struct BatchFailureTests {
    @Test(
        "a queue's failed messages are named, each by itself",
        arguments: [
            []: [], [0]: ["message-request"], [2, 7]: ["message-sns-s3", "message-broken"],
        ] as [Set<Int>: [String]])
    func queue(failed: Set<Int>, identifiers: [String]) throws {
        let messages = try EventFixtures.messages("queue")
        #expect(BatchItemFailures(messages: messages, failed: failed).identifiers == identifiers)
    }

    @Test(
        "of a FIFO queue, what follows a failure in its group failed too",
        arguments: [
            [0]: ["message-0", "message-2", "message-4"], [1]: ["message-1", "message-3"], [4]: ["message-4"],
            [2, 3]: ["message-2", "message-3", "message-4"], []: [],
        ] as [Set<Int>: [String]])
    func fifo(failed: Set<Int>, identifiers: [String]) throws {
        let messages = try EventFixtures.messages("queue-fifo")
        #expect(BatchItemFailures(messages: messages, failed: failed).identifiers == identifiers)
    }

    @Test(
        "a stream goes back to the first failure, and only that",
        arguments: [[]: [], [2, 1]: ["2"], [0]: ["1"], [2]: ["3"]] as [Set<Int>: [String]])
    func stream(failed: Set<Int>, ends: [String]) throws {
        guard case .tableStream(let changes) = try EventFixtures.event("table-stream") else {
            throw UnexpectedEvent(name: "table-stream")
        }
        #expect(BatchItemFailures(records: changes, failed: failed).identifiers.map { String($0.suffix(1)) } == ends)
    }

    @Test("the answer lists the failures, or says that there are none")
    func answer() throws {
        let messages = try EventFixtures.messages("queue-fifo")
        #expect(
            text(BatchItemFailures(messages: messages, failed: [3, 4]).answer)
                == #"{"batchItemFailures":[{"itemIdentifier":"message-3"},{"itemIdentifier":"message-4"}]}"#)
        #expect(text(BatchItemFailures(messages: messages, failed: []).answer) == #"{"batchItemFailures":[]}"#)
    }
}
