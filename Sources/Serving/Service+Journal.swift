extension Service {
    /// Keeps a record of an event that there was nothing to do for.
    ///
    /// - Parameters:
    ///   - record: What is known of it.
    ///   - note: Why there was nothing to do.
    func remember(_ record: RequestRecord, note: String) {
        var record = record
        record.isCold = life.isFirst()
        record.note = note
        journal.add(record, error: nil)
    }

    /// Keeps a record of an invocation that failed and never came to be a request.
    ///
    /// - Parameters:
    ///   - id: The invocation's id.
    ///   - error: Why it failed.
    package func remember(failed id: String, _ error: any Error) {
        var record = RequestRecord(id: id, sender: "unknown")
        record.isCold = life.isFirst()
        let answer = ErrorAnswer(error)
        (record.status, record.failures) = (answer.status, [answer.loggedCode])
        journal.add(record, error: error)
    }
}
