import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Credentials that a program prints, as `credential_process` names it.
struct ProcessCredentials: CredentialProvider {
    let name = "credential_process"
    /// The command, as the shell reads it.
    let command: String

    func credentials() async throws -> Credentials? {
        let command = command
        // The program may ask somebody something, so it must not hold a thread that tasks share.
        let (output, status) = try await NIOThreadPool.singleton.runIfActive { Self.run(command) }
        guard status == 0 else {
            throw AWSError(
                .credentialsInvalid, "the profile's credential_process failed", found: Self.ending(status),
                advice: "run it by hand to see why")
        }
        return try CredentialDocument.credentials(output, from: name)
    }

    /// What a wait status says: the program's own status, or the signal that ended it.
    private static func ending(_ status: Int32) -> String {
        status & 0x7F == 0 ? "status \(status >> 8 & 0xFF)" : "signal \(status & 0x7F)"
    }

    /// What it prints, at most 64 KiB of it, and its status; its messages go where ours go.
    private static func run(_ command: String) -> (output: [UInt8], status: Int32) {
        guard let stream = popen(command, "r") else { return ([], -1) }
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = fread(&piece, 1, piece.count, stream)
            guard count > 0, output.count < HTTPReply.errorLimit else { break }
            output += piece[..<count]
        }
        return (output, pclose(stream))
    }
}
