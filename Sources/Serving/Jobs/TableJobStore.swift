package import AWSClient

/// Jobs as items of a DynamoDB table whose partition key is `id` and whose time to live is in `expires_at`.
package struct TableJobStore: JobStore {
    private let tables: any ItemTable
    private let table: String

    /// Keeps jobs in a table.
    package init(_ tables: any ItemTable, table: String) {
        self.tables = tables
        self.table = table
    }

    /// An item has at most 400 KB (AWS documentation, "Quotas in Amazon DynamoDB"), with names and the other attributes.
    package var documentLimit: Int { 390_000 }

    /// Remembers a new job.
    package func create(_ job: Job) async throws {
        let isNew = DynamoDBExpression("attribute_not_exists(#id)", names: ["#id": "id"])
        try await tables.put(item(job), into: table, condition: isNew)
    }

    /// Writes down how a job ended, unless somebody else has.
    @discardableResult
    package func finish(_ job: Job) async throws -> Bool {
        let isOpen = DynamoDBExpression(
            "#state = :processing", names: ["#state": "state"], values: [":processing": .string("processing")])
        do {
            try await tables.put(item(job), into: table, condition: isOpen)
            return true
        } catch let error as AWSError where error.code == .conditionFailed {
            return false
        }
    }

    /// A job, unless it has expired: DynamoDB takes its time to remove those.
    package func job(_ id: String) async throws -> Job? {
        guard let item = try await tables.get(["id": .string(id)], from: table), let job = Job(item),
            job.expires > .now
        else { return nil }
        return job
    }

    private func item(_ job: Job) -> DynamoDBItem {
        var item: DynamoDBItem = [
            "id": .string(job.id), "submitted_at": .integer(job.submitted.secondsSince1970),
            "expires_at": .integer(job.expires.secondsSince1970),
        ]
        let (state, result) = job.state.parts
        item["state"] = .string(state)
        switch result {
        case .document(let text): item["result"] = .string(text)
        case .stored(let byteCount): item["result_bytes"] = .integer(byteCount)
        case nil: break
        }
        return item
    }
}

extension Job {
    /// Reads an item; `nil` where it is no job.
    fileprivate init?(_ item: DynamoDBItem) {
        guard let id = item["id"]?.string, let submitted = item["submitted_at"]?.integer,
            let expires = item["expires_at"]?.integer, let name = item["state"]?.string
        else { return nil }
        let result =
            item["result"]?.string.map(JobResult.document)
            ?? item["result_bytes"]?.integer.map { .stored(byteCount: $0) }
        guard let state = State(name, result: result) else { return nil }
        self.init(
            id: id, submitted: UTCTime(secondsSince1970: submitted), state: state,
            expires: UTCTime(secondsSince1970: expires))
    }
}
