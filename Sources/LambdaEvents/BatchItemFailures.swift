import JSONText

/// Which records of a batch are to be tried again: the partial batch response of Lambda's event source mappings.
///
/// An empty list says that all went well. It only counts where the mapping has `ReportBatchItemFailures`; without it, an
/// invocation that ends without an error takes the whole batch away.
package struct BatchItemFailures: Sendable, Hashable {
    /// What the sender knows the failed records by.
    package let identifiers: [String]

    /// The failures of a batch from a queue.
    ///
    /// Of a FIFO queue, what follows a failed message in its group counts as failed too: otherwise it would be gone
    /// before the failed one is tried again, and the group out of order.
    ///
    /// - Parameters:
    ///   - messages: The batch, in the order it came in.
    ///   - failed: The places of the failed messages.
    package init(messages: [QueueMessage], failed: Set<Int>) {
        var failedGroups: Set<String> = []
        var identifiers: [String] = []
        for (place, message) in messages.enumerated() {
            let followsFailure = message.groupID.map(failedGroups.contains) ?? false
            guard followsFailure || failed.contains(place) else { continue }
            identifiers.append(message.messageID)
            if let group = message.groupID { failedGroups.insert(group) }
        }
        self.identifiers = identifiers
    }

    /// The failure of a batch from a stream: its first failed record, because everything from there on comes again.
    ///
    /// - Parameters:
    ///   - records: The batch, in the order it came in.
    ///   - failed: The places of the failed records.
    package init(records: [some StreamRecord], failed: Set<Int>) {
        identifiers = records.indices.first(where: failed.contains).map { [records[$0].sequenceNumber] } ?? []
    }

    /// The answer, as JSON text.
    package var answer: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("batchItemFailures")
            writer.array { writer in
                for identifier in identifiers {
                    writer.object { writer in writer.member("itemIdentifier", identifier) }
                }
            }
        }
        return writer.bytes
    }
}
