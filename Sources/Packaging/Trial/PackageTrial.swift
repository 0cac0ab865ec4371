import Diagnosis
import Imaging
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

    /// How the function is isolated.
    private enum Isolation {
        case ownRoot
        case none
    }

    private let plan: PackagePlan

    /// Prepares to try a package.
    init(of plan: PackagePlan) {
        self.plan = plan
    }

    /// Starts it.
    ///
    /// - Returns: How it went, where it did not fail.
    /// - Throws: ``PackagingError`` with `package-trial-failed`, or why it could not be unpacked.
    func run() async throws -> Outcome {
        #if !os(Linux)
        return .skipped("packages are for Linux, and this machine is not")
        #else
        let processor = plan.contents.processor
        guard processor == .current else {
            return .skipped("the package is for \(processor.rawValue), and this machine is not")
        }
        let root = try TrialRoot(of: plan)
        do {
            return .answered(milliseconds: try await answer(in: root, .ownRoot))
        } catch is RootRefused {
            guard !root.isComplete else {
                return .skipped("this user may not make a root, and the package starts only as /var/task")
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
        let outcome = try await emulator.invoke(Self.event, timeout: .seconds(30))
        try await process.end()
        let failure = emulator.initializationFailure
        await emulator.stop()
        let elapsed = (outcome.times.answered - process.started) / .milliseconds(1)
        try check(outcome.answer, failure, process.output.errorLines)
        return elapsed
    }

    private func check(_ answer: InvocationOutcome.Answer, _ initialization: ReportedFailure?, _ lines: [String]) throws
    {
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
        let said = initialization.map(Self.message) ?? ([found] + lines.prefix(3)).joined(separator: "; ")
        // Without a model this is all that a function can say, and the function says it: it started.
        if plan.contents.modelName == nil, said.contains("no model is named") { return }
        throw PackagingError(
            .trialFailed, "the packaged function does not work", expected: "an answer to an event with a picture",
            found: Diagnosis.excerpt(said, limit: 600),
            advice: "see whether the model works here: apus predict; --no-trial packages all the same")
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

// MARK: - What is run

extension PackageTrial {
    /// The picture of the event, one color all over: what the model makes of it does not matter.
    private static var event: [UInt8] {
        get throws {
            let size = ImageSize(width: 64, height: 64)
            let picture = try PixelBuffer(size: size, filledWith: .init(red: 114, green: 114, blue: 114))
                .encoded(as: .jpeg(quality: 90))
            var event = JSONWriter()
            event.object { event in
                event.key("image_data")
                event.value(base64: picture)
            }
            return event.bytes
        }
    }

    /// Nothing of this user's environment comes along.
    private func command(in root: TrialRoot, _ isolation: Isolation, endpoint: String) -> [String] {
        let place = isolation == .ownRoot ? "" : root.folder.path
        let task = "\(place)/\(PackageContents.taskFolder)"
        let variables = [
            "AWS_LAMBDA_RUNTIME_API=\(endpoint)", "AWS_LAMBDA_FUNCTION_NAME=apus",
            "AWS_LAMBDA_FUNCTION_VERSION=$LATEST", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=1769",
            "AWS_LAMBDA_INITIALIZATION_TYPE=on-demand", "AWS_REGION=us-east-1", "TZ=:UTC", "LANG=en_US.UTF-8",
            "LAMBDA_TASK_ROOT=\(task)", "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            // Lambda's own value: a package with libraries of its own has to withstand it.
            "LD_LIBRARY_PATH="
                + [
                    "/lib64", "/usr/lib64", "/var/runtime", "/var/runtime/lib", task, "\(task)/lib",
                    "\(place)/\(PackageContents.layerFolder)/lib",
                ].joined(separator: ":"),
        ]
        let program = "\(task)/bootstrap"
        guard isolation == .ownRoot else { return ["env", "-i"] + variables + [program] }
        let asRoot = geteuid() == 0 ? [] : ["--map-root-user"]
        let options = [
            "--mount", "--pid", "--fork", "--kill-child", "--root=\(root.folder.path)", "--wd=\(task)", "--mount-proc",
        ]
        return ["env", "-i"] + variables + ["unshare"] + asRoot + options + [program]
    }
}
