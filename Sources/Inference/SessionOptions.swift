/// How an engine loads and runs a model; the defaults serve one picture at a time as fast as it goes.
public struct SessionOptions: Sendable, Hashable {
    /// Threads that work on one operator, of which there is always one; `nil` takes ``ProcessorShare/threads``.
    public var threads: Int?
    /// How far the engine rewrites the graph while it loads.
    public var graphOptimization: GraphOptimization
    /// Whether memory is kept between runs; without it the peak is lower and runs are slower.
    public var keepsMemoryArena: Bool
    /// Where the rewritten graph is written, to be loaded faster next time on the same kind of processor.
    ///
    /// It appears there once it is whole. A name that ends in `.ort` gets ORT's own format.
    public var optimizedModelPath: String?
    /// Prefix of the file that gets a trace of every operator's time, in Chrome's trace format.
    ///
    /// The engine adds `_<date>_<time>.json`; the file is whole once the session is released.
    public var profilePrefix: String?
    /// Whether a prepared form that lies beside the model and fits it is loaded in its place.
    package var usesPreparedModel = true

    /// Makes options with the documented defaults.
    public init(threads: Int? = nil) {
        self.threads = threads
        graphOptimization = .all
        keepsMemoryArena = true
    }

    /// How far an engine rewrites a graph while it loads.
    public enum GraphOptimization: String, Sendable, Hashable, CaseIterable {
        /// Not at all: loads fastest.
        case none
        /// Constant folding and removal of what does nothing.
        case basic
        /// Fusion of operators as well; the result is still portable.
        case extended
        /// Everything, layouts of this processor included.
        case all
    }
}
