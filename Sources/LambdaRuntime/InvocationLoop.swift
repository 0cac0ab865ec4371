#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One invocation after the other.
struct InvocationLoop {
    /// After how many failures in a row to get an event the loop gives up.
    private static let maximumFailures = 3

    private let function: LambdaFunction
    private let configuration: RuntimeConfiguration
    private let pipe: WakePipe
    private let client: RuntimeAPIClient
    private var start: FunctionStart
    private var failures = 0

    /// Starts initialization, and nothing else yet.
    init(_ function: LambdaFunction, _ configuration: RuntimeConfiguration, pipe: WakePipe) {
        self.function = function
        self.configuration = configuration
        self.pipe = pipe
        client = RuntimeAPIClient(configuration.endpoint, maximumEventBytes: configuration.maximumEventBytes)
        start = FunctionStart(function, configuration, pipe: pipe)
    }

    /// Serves until the pipe says otherwise.
    ///
    /// - Throws: `LambdaRuntimeError` where there is no going on.
    mutating func run() throws(LambdaRuntimeError) {
        try start.waitWhereLambdaWaits()
        while !pipe.takeReasons().contains(.termination) {
            try start.endIfFailed()
            guard let next = try nextOrRetry() else { continue }
            switch next {
            case .invocation(let invocation): answer(invocation)
            case .unreadable(let requestID, let error): refuse(requestID, error)
            }
            start.hasAnswered = true
        }
    }

    /// The next event, or `nil` where there is something else to see to first.
    private mutating func nextOrRetry() throws(LambdaRuntimeError) -> RuntimeAPIClient.Next? {
        do throws(LambdaRuntimeError) {
            let next = try client.next(unless: pipe)
            failures = 0
            return next
        } catch {
            failures += 1
            guard failures < Self.maximumFailures, [.connectionLost, .answerMalformed].contains(error.code) else {
                throw error
            }
            function.report(RuntimeReport(error))
            usleep(useconds_t(20_000 * failures))
            return nil
        }
    }

    private func answer(_ invocation: Invocation) {
        if let failure = start.failure { return refuse(invocation.requestID, failure) }
        configuration.traceVariable?.set(invocation.traceID)
        let mailbox = HandlerMailbox()
        let task = mailbox.start(function.handle, invocation)
        var delivery = InvocationDelivery(of: invocation, over: client)
        do throws(LambdaRuntimeError) {
            try delivery.deliver(mailbox)
        } catch {
            let isSilent = error.code == .deadlineReached && !delivery.hasBegun
            function.report(RuntimeReport(error, requestID: invocation.requestID, isUnhandled: isSilent))
        }
        task.cancel()
        mailbox.close()
    }

    private func refuse(_ requestID: String, _ reason: LambdaRuntimeError) {
        function.report(RuntimeReport(reason, requestID: requestID, isUnhandled: true))
        do throws(LambdaRuntimeError) {
            try client.fail(requestID, with: InvocationFailure(reason, requestID: requestID))
        } catch {
            function.report(RuntimeReport(error, requestID: requestID))
        }
    }
}
