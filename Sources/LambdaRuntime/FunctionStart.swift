/// The function's initialization as Lambda sees it.
///
/// Where an event is waiting, it is asked for at once: its body is read and looked at while the model is loaded, and a
/// load that takes longer than Lambda's 10 seconds for initialization is not killed. Where Lambda prepares for events
/// to come, asking would say "ready" too early.
struct FunctionStart {
    private let function: LambdaFunction
    private let configuration: RuntimeConfiguration
    private let initialization: Initialization
    private var isFailureForNextEvent = false
    /// Whether an event has been answered, which ends what Lambda calls initialization.
    var hasAnswered = false

    /// Starts the work of initialization in a task.
    init(_ function: LambdaFunction, _ configuration: RuntimeConfiguration, pipe: WakePipe) {
        self.function = function
        self.configuration = configuration
        initialization = Initialization(function.initialize, waking: pipe)
    }

    /// Why initialization failed, as far as is known yet.
    var failure: LambdaRuntimeError? {
        initialization.failure.map { .initialization("the function could not be initialized", $0) }
    }

    /// Waits for the end of initialization where Lambda does, and for the restore of a snapshot.
    ///
    /// - Throws: `LambdaRuntimeError`.
    mutating func waitWhereLambdaWaits() throws(LambdaRuntimeError) {
        guard configuration.initializationType != .onDemand else { return }
        initialization.wait()
        try endIfFailed()
        if configuration.initializationType == .snapStart { try restore() }
    }

    /// Tells Lambda of a failure and throws it.
    ///
    /// Lambda takes it as long as no event was asked for. Where one was, the failure is the answer to that event, and
    /// this returns until it is answered.
    ///
    /// - Throws: `LambdaRuntimeError` with `initialization-failed`.
    mutating func endIfFailed() throws(LambdaRuntimeError) {
        guard let failure else { return }
        if hasAnswered { throw failure }
        if isFailureForNextEvent { return }
        do throws(LambdaRuntimeError) {
            try newClient().failInitialization(with: InvocationFailure(failure))
        } catch {
            guard error.code == .callRefused else { throw failure }
            return isFailureForNextEvent = true
        }
        throw failure
    }

    private func restore() throws(LambdaRuntimeError) {
        // A client of its own: copies of a snapshot must not share a connection.
        try newClient().waitForRestore()
        let restoring = Initialization(function.restored, waking: WakePipe())
        restoring.wait()
        guard let error = restoring.failure else { return }
        let failure = LambdaRuntimeError.initialization("the function could not be restored from its snapshot", error)
        try? newClient().failRestore(with: InvocationFailure(failure))
        throw failure
    }

    /// The loop's own connection may be busy with the wait for an event.
    private func newClient() -> RuntimeAPIClient {
        RuntimeAPIClient(configuration.endpoint, maximumEventBytes: configuration.maximumEventBytes)
    }
}
