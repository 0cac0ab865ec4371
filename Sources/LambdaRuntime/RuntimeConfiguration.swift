#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where the Runtime API is, and how the loop uses it.
package struct RuntimeConfiguration: Sendable {
    /// Why Lambda starts the function, from `AWS_LAMBDA_INITIALIZATION_TYPE`.
    package enum InitializationType: String, Sendable {
        /// An event is waiting.
        case onDemand = "on-demand"
        /// Lambda keeps the function ready for events to come.
        case provisionedConcurrency = "provisioned-concurrency"
        /// Lambda takes a snapshot after initialization and restores copies of it.
        case snapStart = "snap-start"
    }

    /// The Runtime API's address.
    package var endpoint: RuntimeEndpoint
    /// Why the function is started.
    package var initializationType = InitializationType.onDemand
    /// How large an event may be, in bytes; Lambda's own limit is 6 MB.
    package var maximumEventBytes = 8 << 20
    /// Told of each invocation's tracing, for libraries that look for it in the environment; `nil` tells none of them.
    package var traceVariable: TraceVariable?

    /// Starts with an address and the defaults.
    package init(endpoint: RuntimeEndpoint) {
        self.endpoint = endpoint
    }

    /// Reads what Lambda sets, and prepares what the loop sets, `_X_AMZN_TRACE_ID`: do this before threads are started.
    ///
    /// An unknown initialization type counts as on-demand.
    ///
    /// - Parameter variable: Looks a variable up, in the process's environment by default.
    /// - Throws: `LambdaRuntimeError` with `endpoint-malformed`.
    package init(
        environment variable: (String) -> String? = { getenv($0).map { String(cString: $0) } }
    ) throws(LambdaRuntimeError) {
        self.init(endpoint: try RuntimeEndpoint(variable(RuntimeEndpoint.variable)))
        initializationType =
            variable("AWS_LAMBDA_INITIALIZATION_TYPE").flatMap(InitializationType.init) ?? .onDemand
        traceVariable = .ofLambda
    }
}
