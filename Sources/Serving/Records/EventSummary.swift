import JSONText
import LambdaEvents

/// What became of an event whose sender does not read the answer; people do, in logs and tests.
struct EventSummary {
    private let processed: Int
    private let failed: Int

    /// Counts the records, and those of them whose result is an error.
    init(_ outcomes: [RecordOutcome]) {
        processed = outcomes.count
        failed = outcomes.reduce(0) { count, outcome in
            if case .refused = outcome { count + 1 } else { count }
        }
    }

    /// The summary as JSON text.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("processed", processed)
            writer.member("failed", failed)
        }
        return writer.bytes
    }
}

extension RecordOutcome {
    /// What keeps the record from being done, where that may pass.
    var failure: (any Error)? {
        if case .failed(let error) = self { error } else { nil }
    }

    /// The outcome as the report of an S3 Batch Operations job has it.
    func result(of taskID: String) -> S3BatchJob.TaskResult {
        switch self {
        case .done(let text): .init(taskID: taskID, code: .succeeded, text: text)
        case .refused(let error): .init(taskID: taskID, code: .permanentFailure, text: error.reportText)
        case .failed(let error): .init(taskID: taskID, code: .temporaryFailure, text: ErrorAnswer(error).reportText)
        }
    }
}

extension ErrorAnswer {
    fileprivate var reportText: String { "\(code): \(message)" }
}

extension [RecordOutcome] {
    /// The places of the records that should be tried again.
    var failures: Set<Int> {
        Set(indices.filter { self[$0].failure != nil })
    }
}
