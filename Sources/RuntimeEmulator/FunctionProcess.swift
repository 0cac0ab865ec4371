import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A function that runs as a program of its own, as it does in Lambda.
///
/// It ends with its owner.
package final class FunctionProcess: Sendable {
    /// When the program was started.
    package let started: ContinuousClock.Instant
    /// What it writes.
    package let output = FunctionOutput()

    private let child: ChildProcess
    private let threads = NIOThreadPool(numberOfThreads: 3)
    private let ending: Task<FunctionEnding, any Error>

    /// Starts a program that uses an emulator.
    ///
    /// - Parameters:
    ///   - command: The program, by path or as a name to look up, and its arguments.
    ///   - emulator: The Runtime API that it uses; it is told when the program ends.
    ///   - environment: Variables beside, or instead of, the caller's and Lambda's.
    /// - Throws: `RuntimeEmulatorError` with `function-unstartable`.
    package init(
        _ command: [String], emulator: RuntimeEmulator, environment: [String: String] = [:]
    ) throws(RuntimeEmulatorError) {
        let variables = FunctionEnvironment.variables(for: emulator, executable: command.first ?? "")
            .merging(environment) { $1 }
        let (outputs, errors) = (OutputPipe(), OutputPipe())
        defer {
            outputs.closeWriteEnd()
            errors.closeWriteEnd()
        }
        emulator.functionStarts()
        started = .now
        let child = ChildProcess(try spawnFunction(command, variables, output: outputs, errors: errors))
        self.child = child
        threads.start()
        ending = Task { [threads, output] in
            async let end: Void = output.read(outputs, errors, on: threads)
            let ending = try await threads.runIfActive { child.wait() }
            emulator.functionEnds(ending)
            try await end
            return ending
        }
    }

    deinit {
        child.send(SIGKILL)
        Task { [threads, ending] in
            _ = try? await ending.value
            try? await threads.shutdownGracefully()
        }
    }

    /// The most memory that it has held at a time, in bytes: `VmHWM` of Linux; `nil` elsewhere, and after its end.
    package var peakMemory: Int? { ProcessMemory.peak(of: child.identifier) }

    /// Sends a signal to it and to what it started.
    package func send(_ signal: Int32) {
        child.send(signal)
    }

    /// Waits for its end, and until all that it wrote has come.
    ///
    /// - Throws: An error of the thread pool, which only a bug can cause.
    package func waitForEnd() async throws -> FunctionEnding {
        try await ending.value
    }

    /// Ends it at once, as Lambda does, and waits until it is gone.
    ///
    /// - Throws: An error of the thread pool, which only a bug can cause.
    @discardableResult
    package func end() async throws -> FunctionEnding {
        send(SIGKILL)
        return try await waitForEnd()
    }
}
