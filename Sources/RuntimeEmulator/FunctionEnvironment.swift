#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The environment of a function: the caller's, and over it what Lambda sets.
enum FunctionEnvironment {
    /// The variables of a function that uses an emulator.
    ///
    /// - Parameters:
    ///   - emulator: Where events come from.
    ///   - executable: The function's program: a package that was unpacked is found around it, unless
    ///     `LAMBDA_TASK_ROOT` says otherwise.
    /// - Returns: Names and values.
    static func variables(for emulator: RuntimeEmulator, executable: String) -> [String: String] {
        let own = [
            "AWS_LAMBDA_RUNTIME_API": emulator.endpoint,
            "AWS_LAMBDA_FUNCTION_NAME": "apus",
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/apus",
            "AWS_LAMBDA_LOG_STREAM_NAME": "local",
        ]
        var defaults = ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1769", "AWS_REGION": "us-east-1", "TZ": ":UTC"]
        if let slash = executable.lastIndex(of: "/") { defaults["LAMBDA_TASK_ROOT"] = String(executable[..<slash]) }
        return defaults.merging(inherited) { $1 }.merging(own) { $1 }
    }

    private static var inherited: [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { variables[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        return variables
    }
}
