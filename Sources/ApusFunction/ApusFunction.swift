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
        let configuration: RuntimeConfiguration
        do {
            configuration = try RuntimeConfiguration()
        } catch {
            // This is not Lambda, so that somebody reads it at a terminal.
            _ = "error: \(error)\n".withCString { write(STDERR_FILENO, $0, strlen($0)) }
            _exit(1)
        }
        let environment = ProcessInfo.processInfo.environment
        do {
            try LambdaRuntime(configuration).run(making: {
                try Function(environment: environment).lambda(for: configuration.initializationType)
            })
        } catch {
            // Settings may be what is wrong, and errors are logged under all of them.
            ServiceLog(ServiceConfiguration(), environment: environment).failed(error)
            _exit(1)
        }
    }
}
