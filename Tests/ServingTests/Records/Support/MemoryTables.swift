import AWSClient
import Synchronization

/// Items in memory, which know the few conditions that are used here.
final class MemoryTables: ItemTable {
    private struct State {
        var items: [String: DynamoDBItem] = [:]
        var failure: AWSError?
    }

    private let state = Mutex(State())

    /// The item of an id.
    func item(_ id: String) -> DynamoDBItem? { state.withLock { $0.items[id] } }

    /// Makes writes fail, or succeed again with `nil`.
    func fail(with code: AWSError.Code?) {
        state.withLock { $0.failure = code.map { AWSError($0, "the test wants it") } }
    }

    func put(_ item: DynamoDBItem, into table: String, condition: DynamoDBExpression?) async throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            let id = item["id"]?.string ?? ""
            guard try condition?.holds(for: state.items[id] ?? [:]) ?? true else {
                throw AWSError(.conditionFailed, "the condition does not hold")
            }
            state.items[id] = item
        }
    }

    func get(_ key: DynamoDBItem, from table: String) async throws -> DynamoDBItem? { item(key["id"]?.string ?? "") }

    func update(
        _ key: DynamoDBItem, in table: String, change: DynamoDBExpression, condition: DynamoDBExpression?
    ) async throws -> DynamoDBItem {
        throw AWSError(.requestFailed, "nobody changes items here")
    }
}

extension DynamoDBExpression {
    /// Clauses joined by `OR`: `attribute_not_exists(#name)`, `#name = :value`, `#name <= :value`.
    fileprivate func holds(for item: DynamoDBItem) throws(AWSError) -> Bool {
        for clause in text.split(separator: " OR ") {
            let words = clause.split(separator: " ").map(String.init)
            if words.count == 1, words[0].hasPrefix("attribute_not_exists(") {
                let name = String(words[0].dropFirst("attribute_not_exists(".count).dropLast())
                if item[names[name] ?? ""] == nil { return true }
            } else if words.count == 3, let name = names[words[0]], let value = values[words[2]]?.string {
                guard let there = item[name]?.string else { continue }
                if words[1] == "=" ? there == value : there <= value { return true }
            } else {
                throw AWSError(.requestFailed, "this condition is not known here: \(clause)")
            }
        }
        return false
    }
}
