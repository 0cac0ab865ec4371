import AWSClient
import Diagnosis
import JSONText

/// Lines about what the service does, in the form that Lambda's logging asks for.
///
/// JSON lines have the fields of AWS documentation, "Using Lambda advanced logging controls": `timestamp`, `level`,
/// `message`, `requestId`.
package struct ServiceLog: Sendable {
    private let level: LogLevel
    private let isJSON: Bool
    private let metricLevel: String
    private let write: @Sendable ([UInt8]) -> Void

    /// Opens the log on standard output.
    ///
    /// - Parameters:
    ///   - configuration: How much is logged.
    ///   - environment: The environment's variables, of which `AWS_LAMBDA_LOG_FORMAT` counts.
    package init(_ configuration: ServiceConfiguration, environment: [String: String]) {
        self.init(configuration, environment: environment, write: StandardOutput.write)
    }

    /// Opens a log whose lines go to `write`.
    package init(
        _ configuration: ServiceConfiguration, environment: [String: String],
        write: @escaping @Sendable ([UInt8]) -> Void
    ) {
        level = configuration.logLevel
        isJSON = environment["AWS_LAMBDA_LOG_FORMAT"]?.lowercased() != "text"
        let lambdaLevel = environment["AWS_LAMBDA_LOG_LEVEL"]?.uppercased() ?? ""
        metricLevel = ["WARN", "ERROR", "FATAL"].contains(lambdaLevel) ? lambdaLevel : "INFO"
        self.write = write
    }

    /// Tells that the model is there.
    package func modelLoaded(_ name: String, milliseconds: Double) {
        add(.info, "model loaded", requestID: nil) { writer in
            writer.member("model", name)
            writer.member("milliseconds", milliseconds.rounded())
        }
    }

    /// Tells of a failure that no request's record tells of.
    ///
    /// - Parameters:
    ///   - error: What went wrong.
    ///   - requestID: The invocation that it happened to.
    package func failed(_ error: any Error, requestID: String? = nil) {
        add(.error, "failure", requestID: requestID) { writer in
            if let code = (error as? any DiagnosedError)?.diagnosis.code {
                writer.key("codes")
                writer.array { $0.value(code) }
            }
            writer.member("error", Self.excerpt(of: error))
        }
    }

    /// Writes a line, where its level is wanted.
    ///
    /// - Parameters:
    ///   - level: How much it matters.
    ///   - message: What happened, in a few words.
    ///   - requestID: The request that it belongs to.
    ///   - members: Writes what more there is to tell.
    func add(_ level: LogLevel, _ message: String, requestID: String?, _ members: (inout JSONWriter) -> Void) {
        guard level >= self.level else { return }
        var writer = JSONWriter()
        writer.object { writer in
            Self.begin(&writer, level.rawValue.uppercased())
            writer.member("message", message)
            if let requestID { writer.member("requestId", Diagnosis.excerpt(requestID, limit: 100)) }
            members(&writer)
        }
        write(isJSON ? writer.bytes : Array("\(level.rawValue.uppercased()) ".utf8) + writer.bytes)
    }

    /// Writes a line of metrics, which is wanted at every level.
    ///
    /// Lambda's own filter passes JSON lines on by their level, and takes lines without one for `INFO` (AWS documentation,
    /// "Log-level filtering"): so this one has the lowest that passes, and `INFO` at least.
    func add(metrics members: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        writer.object { writer in
            Self.begin(&writer, metricLevel)
            members(&writer)
        }
        write(writer.bytes)
    }

    private static func begin(_ writer: inout JSONWriter, _ level: String) {
        writer.member("timestamp", UTCTime.now.internetText)
        writer.member("level", level)
    }

    /// What went wrong, for whoever reads the log; errors without a diagnosis give no more than their type.
    static func excerpt(of error: any Error) -> String {
        guard let diagnosed = error as? any DiagnosedError else { return "\(type(of: error))" }
        let lines = diagnosed.description.split(separator: "\n").map { $0.drop(while: \.isWhitespace) }
        let text = lines.joined(separator: "; ")
        var cause = diagnosed.underlying
        // Some errors tell of their cause themselves.
        while let told = cause as? any DiagnosedError, text.contains(told.diagnosis.what) { cause = told.underlying }
        return Diagnosis.excerpt(text + (cause.map { "; \(excerpt(of: $0))" } ?? ""), limit: 500)
    }
}
