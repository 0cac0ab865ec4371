import RuntimeEmulator

/// Times a function through Lambda's Runtime API, as a program of its own and as its callers see it.
package struct FunctionBenchmark: Sendable {
    /// From the start of a fresh process to its first complete answer, in milliseconds.
    package let cold: LatencyStatistics
    /// From the start of a fresh process to its first request for an event, in milliseconds.
    package let ready: LatencyStatistics
    /// From an event to its complete answer in a process that has answered before, in milliseconds.
    package let warm: LatencyStatistics
    /// The most memory that a process held, the first answer and all others included, in bytes.
    ///
    /// `nil` where the system does not tell.
    package let peakMemory: Int?
    /// How much work was measured.
    package let amount: Amount

    /// How much work is measured.
    package struct Amount: Sendable, Hashable {
        /// How many fresh processes are started, one at least.
        package var processes: Int
        /// How many events the last of them answers after its first, one at least.
        package var requests: Int

        /// Joins both.
        package init(processes: Int, requests: Int) {
            self.processes = processes
            self.requests = requests
        }
    }

    /// Measures a function.
    ///
    /// One process is started before the measurement, so that all of them find the function's files in memory.
    ///
    /// - Parameters:
    ///   - command: The program and its arguments.
    ///   - event: The event, which is sent again and again.
    ///   - amount: How much is measured.
    /// - Throws: `RuntimeEmulatorError` where it cannot be started; `EvaluationError` with `function-failed`.
    package init(of command: [String], event: [UInt8], amount: Amount) async throws {
        precondition(amount.processes > 0 && amount.requests > 0, "statistics need a sample")
        _ = try await FunctionSession.measure(command, event, requests: 0)
        var sessions: [FunctionSession] = []
        for index in 1...amount.processes {
            let requests = index == amount.processes ? amount.requests : 0
            sessions.append(try await .measure(command, event, requests: requests))
        }
        self.amount = amount
        cold = LatencyStatistics(sessions.map(\.firstAnswer))
        ready = LatencyStatistics(sessions.map(\.ready))
        warm = LatencyStatistics(sessions.flatMap(\.warm))
        peakMemory = sessions.compactMap(\.peakMemory).max()
    }
}

extension FunctionBenchmark: Encodable {
    private enum CodingKeys: String, CodingKey {
        case cold = "cold_ms"
        case ready = "ready_ms"
        case warm = "warm_ms"
        case peakMemory = "peak_memory_bytes"
        case processes
        case requests
    }

    /// Writes the measurement.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(cold, forKey: .cold)
        try container.encode(ready, forKey: .ready)
        try container.encode(warm, forKey: .warm)
        try container.encodeIfPresent(peakMemory, forKey: .peakMemory)
        try container.encode(amount.processes, forKey: .processes)
        try container.encode(amount.requests, forKey: .requests)
    }
}
