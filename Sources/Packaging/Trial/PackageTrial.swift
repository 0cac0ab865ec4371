import Diagnosis
import JSONText
import RuntimeEmulator

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Starts a package as Lambda would, and has it answer an event.
package struct PackageTrial: Sendable {
    /// What became of it.
    package enum Outcome: Sendable, Hashable {
        /// It answered, in a root that held nothing but the package and a system like the target's.
        case answered(milliseconds: Double)
        /// It answered, but among this machine's files, because this user may not make a root.
        case answeredInPlace(milliseconds: Double)
        /// It was not started, and why.
        case skipped(String)
    }

    let plan: PackagePlan
    private let target: TargetSystem
    private let mayIsolate: Bool

    /// Prepares to try a package.
    ///
    /// - Parameters:
    ///   - plan: The package.
    ///   - target: The system that it is started on; by default the one that it was made for.
    ///   - mayIsolate: Whether a root of its own is made where this user may do so.
    package init(of plan: PackagePlan, on target: TargetSystem? = nil, mayIsolate: Bool = true) {
        self.plan = plan
        self.target = target ?? plan.contents.target
        self.mayIsolate = mayIsolate
    }

    /// Starts it.
    ///
    /// - Returns: How it went, where it did not fail.
    /// - Throws: ``PackagingError`` with `package-trial-failed` or `package-model-unfit`, or why it could not be
    ///   unpacked.
    package func run() async throws -> Outcome {
        #if !os(Linux)
        return .skipped("packages are for Linux, and this machine is not")
        #else
        let processor = plan.contents.processor
        guard processor == .current else {
            return .skipped("the package is for \(processor.rawValue), and this machine is not")
        }
        let root = try TrialRoot(of: plan, on: target)
        do {
            guard mayIsolate else { throw RootRefused() }
            return .answered(milliseconds: try await answer(in: root, .ownRoot))
        } catch is RootRefused {
            // Its loader is named by its place on Lambda, where this machine has nothing.
            guard plan.image != nil || !plan.contents.hasOwnLibraries else {
                return .skipped(
                    "this user may not make a root, and a package with its own C library starts in no other")
            }
            return .answeredInPlace(milliseconds: try await answer(in: root, .none))
        }
        #endif
    }

    private func answer(in root: TrialRoot, _ isolation: Isolation) async throws -> Double {
        let emulator = try await RuntimeEmulator.start()
        let process: FunctionProcess
        do {
            process = try FunctionProcess(
                command(in: root, isolation, endpoint: emulator.endpoint), emulator: emulator)
        } catch {
            await emulator.stop()
            throw isolation == .ownRoot ? RootRefused() : error
        }
        let outcome = try await withTaskCancellationHandler {
            try await emulator.invoke(Self.event, timeout: .seconds(30))
        } onCancel: {
            process.send(SIGKILL)
        }
        try await process.end()
        let failure = emulator.initializationFailure
        await emulator.stop()
        let elapsed = (outcome.times.answered - process.started) / .milliseconds(1)
        try check(outcome.answer, failure, process.output)
        return elapsed
    }

    private func check(
        _ answer: InvocationOutcome.Answer, _ initialization: ReportedFailure?, _ output: FunctionOutput
    ) throws {
        let lines = output.errorLines
        let found: String
        switch answer {
        case .response, .stream: return
        case .timedOut: found = "no answer in time"
        case .failure(let failure): found = Self.message(of: failure)
        }
        // What unshare itself says before there is a function; a program that it cannot start is the package's fault.
        if let line = lines.first, line.hasPrefix("unshare: "), !line.contains("failed to execute") {
            throw RootRefused()
        }
        // Who invokes a function is told little; why it failed stands in its log.
        let causes = output.lines.compactMap { (try? JSONDocument(Array($0.utf8)))?.root["error"]?.string }
        let said =
            initialization.map(Self.message) ?? causes.first ?? ([found] + lines.prefix(3)).joined(separator: "; ")
        // Without a model this is all that a function can say, and the function says it: it started.
        if plan.contents.modelName == nil, said.contains("no model is named") { return }
        if let unfit = unfitModel(said) { throw unfit }
        throw PackagingError(
            .trialFailed, "the packaged function does not work", expected: "an answer to an event with a picture",
            found: Diagnosis.excerpt(said, limit: 600),
            advice: "see whether the model works here: apus predict; --no-trial packages all the same")
    }

    /// The error where all is well but for the model, which is none that a function can serve.
    private func unfitModel(_ said: String) -> PackagingError? {
        guard let model = plan.contents.modelName, let reason = said.firstRange(of: "does not take a picture")
        else { return nil }
        let rest = said[reason.upperBound...]
        let inputs = rest.firstRange(of: "found ").map { rest[$0.upperBound...].prefix { $0 != ";" } }
        return PackagingError(
            .modelUnfit, "a function cannot serve \(Diagnosis.excerpt(model)): it takes no pictures",
            expected: "a model with an input for pictures, like [1, 3, 640, 640] or [1, 640, 640, 3]",
            found: inputs.map { Diagnosis.excerpt(String($0)) }, advice: "package a model that takes pictures")
    }

    /// What a function reported, in one line.
    private static func message(of failure: ReportedFailure) -> String {
        let message = (try? JSONDocument(failure.body))?.root["errorMessage"]?.string
        let text = message ?? String(decoding: failure.body.prefix(1_000), as: UTF8.self)
        return text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: "; ")
    }
}

/// The system does not let this user make a root.
private struct RootRefused: Error {}
