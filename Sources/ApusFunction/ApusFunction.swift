import CFunction
import LambdaRuntime
import Serving

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The function: Lambda's events in, answers out.
///
/// The process starts to load the model and asks for its first event at the same time; the event's picture is decoded
/// from base64 while the model is still on its way.
@main
enum ApusFunction {
    static func main() {
        apus_function_limit_allocator()
        do {
            let configuration = try RuntimeConfiguration()
            try LambdaRuntime(configuration).run(making: {
                try Function(environment: ProcessInfo.processInfo.environment)
                    .lambda(for: configuration.initializationType)
            })
        } catch {
            _ = "error: \(error)\n".withCString { write(STDERR_FILENO, $0, strlen($0)) }
            _exit(1)
        }
    }
}
