extension Timings {
    /// The parts by name, in the order in which they happen, in milliseconds.
    package var parts: [(name: String, milliseconds: Double)] {
        [("decode", decode), ("preprocess", preprocess), ("run", run), ("postprocess", postprocess)]
    }
}
