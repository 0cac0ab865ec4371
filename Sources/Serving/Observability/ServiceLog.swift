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
        self.write = write
    }

    /// Tells that the model is there.
    package func modelLoaded(_ name: String, milliseconds: Double) {
        add(.info, "model loaded", requestID: nil) { writer in
            writer.member("model", name)
            writer.member("milliseconds", milliseconds.rounded())
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
            writer.member("timestamp", UTCTime.now.internetText)
            writer.member("level", level.rawValue.uppercased())
            writer.member("message", message)
            if let requestID { writer.member("requestId", Diagnosis.excerpt(requestID, limit: 100)) }
            members(&writer)
        }
        write(isJSON ? writer.bytes : Array("\(level.rawValue.uppercased()) ".utf8) + writer.bytes)
    }

    /// Writes a line that is no log line, such as metrics, as it is.
    func add(line: [UInt8]) {
        write(line)
    }
}
