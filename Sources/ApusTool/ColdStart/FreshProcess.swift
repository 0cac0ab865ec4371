import Inference

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

/// This program once more, in a process of its own.
enum FreshProcess {
    /// Runs the program to its end; what it says on standard error is seen as our own.
    ///
    /// - Parameter arguments: What follows the program's name.
    /// - Returns: What it wrote to standard output, or `nil` where it failed.
    /// - Throws: `ToolError` where it cannot be started.
    static func run(_ arguments: [String]) throws(ToolError) -> [UInt8]? {
        guard let program = Folder.executable else { throw ToolError(unstartable: "apus", reason: ENOENT) }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ToolError(unstartable: program, reason: errno) }
        let (output, input) = (ends[0], ends[1])
        defer { close(output) }
        let child = spawn(program, arguments, writingTo: input)
        close(input)
        guard let child else { throw ToolError(unstartable: program, reason: errno) }
        let bytes = readAll(output)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status == 0 ? bytes : nil
    }

    private static func spawn(_ program: String, _ arguments: [String], writingTo output: Int32) -> pid_t? {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        #else
        var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let environment = ProcessInfo.processInfo.environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (words + environment).forEach { free($0) } }
        var child = pid_t()
        errno = posix_spawn(&child, program, &actions, nil, words, environment)
        return errno == 0 ? child : nil
    }

    private static func readAll(_ descriptor: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }
}
