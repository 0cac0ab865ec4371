#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A Python program beside the tests that answers lines with lines; the first it prints is the port it listens on.
///
/// It reads to the end of its input and then ends, which happens when its owner goes or the test process does, however
/// that ends: nothing is left running.
package final class ScriptServer: @unchecked Sendable {
    /// The port on 127.0.0.1, as it was printed.
    package let port: String
    private let identifier: pid_t
    private let input: Int32
    private let output: UnsafeMutablePointer<FILE>
    /// What `@unchecked` rests on: the streams are used under it.
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    /// Starts `python3` with these arguments, or gives `nil` where that ends before it says its port.
    package init?(_ arguments: [String]) {
        var (toChild, fromChild): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else { return nil }
        for descriptor in toChild + fromChild { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        let child = Self.spawn(
            ["python3", "-c", Self.launcher] + arguments, input: toChild[0], output: fromChild[1])
        close(toChild[0])
        close(fromChild[1])
        guard let child, let stream = fdopen(fromChild[0], "r") else { return nil }
        guard let port = Self.line(of: stream), UInt16(port) != nil else {
            close(toChild[1])
            fclose(stream)
            waitpid(child, nil, 0)
            return nil
        }
        (self.port, identifier, input, output) = (port, child, toChild[1], stream)
        pthread_mutex_init(lock, nil)
    }

    /// Closes what the program would inherit: connections that tests close would stay open in it.
    private static let launcher = """
        import os, sys
        os.closerange(3, 1 << 16)
        os.execvp("python3", ["python3"] + sys.argv[1:])
        """

    deinit {
        close(input)
        waitpid(identifier, nil, 0)
        fclose(output)
        lock.deallocate()
    }

    /// Gives the program a line, and waits for the one that it answers.
    package func ask(_ line: String) -> String? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        let bytes = Array((line + "\n").utf8)
        guard write(input, bytes, bytes.count) == bytes.count else { return nil }
        return Self.line(of: output)
    }

    private static func line(of stream: UnsafeMutablePointer<FILE>) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(text) }
        guard getline(&text, &capacity, stream) > 0, let text else { return nil }
        return String(String(cString: text).prefix { $0 != "\n" })
    }

    private static func spawn(_ words: [String], input: Int32, output: Int32) -> pid_t? {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        #else
        var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        let arguments = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var identifier = pid_t()
        return posix_spawnp(&identifier, words[0], &actions, nil, arguments, environ) == 0 ? identifier : nil
    }
}
