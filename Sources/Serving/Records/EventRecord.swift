/// One record of an event that nobody waits for; what it holds is read when its turn comes.
struct EventRecord: Sendable {
    /// Who sent it, as logs name it.
    let sender: String
    /// What it is called, the same in each delivery.
    let name: String
    /// What it came by, where results could come back that way.
    var carrier: EventCarrier?
    /// Records of one lane are worked on one after the other; `nil` has no order to keep.
    var lane: String?
    /// How often it was delivered, this time included, where the sender counts.
    var delivery: Int?
    /// What there is to do.
    ///
    /// - Throws: `LambdaEventsError` where the record is broken; trying again would not help.
    let tasks: @Sendable () throws -> [RecordTask]
}

/// A thing to do because of a record.
struct RecordTask: Sendable {
    /// What a result is a result of.
    let origin: ResultOrigin
    /// What it came by inside of its record, where results could come back that way.
    var carrier: EventCarrier?
    /// What is to be done.
    let work: Work

    enum Work: Sendable {
        /// Pictures to analyse, whose result goes to the destinations.
        case analysis(WorkItem)
        /// A job of our own, whose result somebody asks for later.
        case job(JobMessage)
    }
}

/// How a record ended.
enum RecordOutcome: Sendable {
    /// It is done; a short text for reports says what came of it.
    case done(String)
    /// The record or its picture is at fault: that is a result, and trying again would give it again.
    case refused(ErrorAnswer)
    /// It is not done and may succeed later.
    case failed(any Error)

    /// The worse of two outcomes of one record, the first one where they are alike.
    func joined(with other: RecordOutcome) -> RecordOutcome {
        other.weight > weight ? other : self
    }

    private var weight: Int {
        switch self {
        case .done: 0
        case .refused: 1
        case .failed: 2
        }
    }
}
