import ArgumentParser
import Diagnosis
import Vision

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The command line's root.
struct Apus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apus",
        abstract: "Serverless computer vision: use, inspect, measure and package trained models.",
        discussion: """
            Examples:
              apus predict photo.jpg
              apus predict photos/ --model yolov8n.onnx --save annotated/
              apus package --model yolov8n.onnx
            """,
        version: ApusVersion.current,
        subcommands: [
            PredictCommand.self, InspectCommand.self, OptimizeCommand.self, BenchCommand.self, PackageCommand.self,
            PushCommand.self, DoctorCommand.self, ColdStartCommand.self,
        ])
}

@main
enum Main {
    /// Runs the command; errors that explain themselves are printed in at most three lines.
    static func main() async {
        do {
            var command = try Apus.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as any DiagnosedError {
            fail(error)
        } catch let error as CocoaError {
            fail(ToolError(error))
        } catch is CancellationError {
            Interruption.endProcess()
        } catch {
            Apus.exit(withError: error)
        }
    }

    private static func fail(_ error: any DiagnosedError) -> Never {
        Terminal.printError(error)
        Apus.exit(withError: ExitCode.failure)
    }
}
