import Diagnosis

/// Lambda's side of a function: asks for events, has them handled, and answers, one after the other.
package struct LambdaRuntime: Sendable {
    private let configuration: RuntimeConfiguration

    /// Prepares; nothing is connected yet.
    package init(_ configuration: RuntimeConfiguration) {
        self.configuration = configuration
    }

    /// Puts a function together and serves as ``run(_:until:)`` does; Lambda is told where that cannot be done.
    ///
    /// - Parameter make: Gives the function.
    /// - Throws: `LambdaRuntimeError`, with `initialization-failed` where `make` throws.
    package func run(making make: () throws -> LambdaFunction) throws(LambdaRuntimeError) {
        let function: LambdaFunction
        do {
            function = try make()
        } catch {
            let client = RuntimeAPIClient(
                configuration.endpoint, maximumEventBytes: configuration.maximumEventBytes)
            let failure = LambdaRuntimeError.initialization("the function could not be put together", error)
            // Whoever reads the function's log learns of it even where Lambda does not.
            try? client.failInitialization(
                with: InvocationFailure(type: InvocationFailure(error).type, message: failure.description))
            throw failure
        }
        try run(function)
    }

    /// Serves until it is to end, on the calling thread, which is blocked meanwhile.
    ///
    /// Call it on the main thread or on a thread of its own. Handlers run in tasks.
    ///
    /// - Parameters:
    ///   - function: The work.
    ///   - termination: Ends the loop after the event in work, `SIGTERM` by default.
    /// - Throws: `LambdaRuntimeError` where there is no going on: with `initialization-failed`, which Lambda has been
    ///   told then, or because the Runtime API does not work. The process should end with a status other than 0.
    package func run(
        _ function: LambdaFunction, until termination: Termination = .onSignal
    ) throws(LambdaRuntimeError) {
        var loop = InvocationLoop(function, configuration, pipe: termination.pipe)
        try loop.run()
    }
}
