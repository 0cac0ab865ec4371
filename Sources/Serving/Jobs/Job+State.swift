extension Job.State {
    /// The state's name and the result that comes with it, as stores and answers have them.
    package var parts: (name: String, result: JobResult?) {
        switch self {
        case .processing: ("processing", nil)
        case .done(let result): ("done", result)
        case .failed(let result): ("failed", result)
        }
    }

    /// Joins a name with a result; `nil` where they make no state.
    package init?(_ name: String, result: JobResult?) {
        switch (name, result) {
        case ("processing", nil): self = .processing
        case ("done", let result?): self = .done(result)
        case ("failed", let result?): self = .failed(result)
        default: return nil
        }
    }
}
