import Diagnosis
import JSONText
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A program that keeps credentials: `docker-credential-NAME get` reads a registry's name and prints what it has for it.
struct CredentialHelper: Sendable {
    /// The most that is read of what it prints, in bytes.
    private static let limit = 64 << 10
    /// What helpers print, by their protocol, where they have nothing.
    private static let absent = "credentials not found in native keychain"

    private let program: String

    /// Names a helper.
    ///
    /// - Parameters:
    ///   - name: What stands behind `docker-credential-`.
    ///   - searchPath: The folders to look in; `nil` for those of this process.
    /// - Throws: ``RegistryError`` with `registry-credentials-invalid` for a name with other characters than letters,
    ///   digits and hyphens, which could be another program, or one that is nowhere.
    init(_ name: String, searchPath: String?) throws(RegistryError) {
        guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }) else {
            throw RegistryError(
                .credentialsInvalid, "\(Diagnosis.excerpt(name)) cannot be the name of a credential helper")
        }
        let program = "docker-credential-\(name)"
        let folders = (searchPath ?? getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":")
        let candidates = folders.map { "\($0)/\(program)" }
        guard let path = candidates.first(where: { access($0, X_OK) == 0 }) else {
            throw RegistryError(
                .credentialsInvalid, "the credential helper \(program) is not installed",
                advice: "install it, or take it out of Docker's config.json")
        }
        self.program = path
    }

    /// Asks it.
    ///
    /// - Parameter registry: The registry, as Docker's configuration names it.
    /// - Returns: The credential, or `nil` where the helper has none.
    /// - Throws: ``RegistryError`` with `registry-credentials-invalid`.
    func credential(for registry: String) async throws -> RegistryCredential? {
        let program = program
        // The program may ask somebody something, so it must not hold a thread that tasks share.
        let (output, status) = try await NIOThreadPool.singleton.runIfActive { Self.run(program, input: registry) }
        if status != 0, String(decoding: output, as: UTF8.self).contains(Self.absent) { return nil }
        guard status == 0, let root = try? JSONDocument(output).root, let user = root["Username"]?.string,
            let secret = root["Secret"]?.string
        else {
            throw RegistryError(
                .credentialsInvalid, "\(program) gave no credential for \(registry)", found: "status \(status)",
                advice: "run `echo \(registry) | \(program) get` to see why")
        }
        return user == "<token>" ? .identityToken(secret) : .password(user: user, password: secret)
    }

    /// What it prints and its status; the registry's name is written by the shell, as an argument of its own.
    private static func run(_ program: String, input: String) -> (output: [UInt8], status: Int32) {
        let quoted = [input, program].map { "'" + $0.replacing("'", with: "'\\''") + "'" }
        guard let stream = popen("printf %s \(quoted[0]) | \(quoted[1]) get", "r") else { return ([], -1) }
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4_096)
        while output.count < limit {
            let count = fread(&piece, 1, piece.count, stream)
            guard count > 0 else { break }
            output += piece[..<count]
        }
        let ending = pclose(stream)
        return (output, ending & 0x7F == 0 ? (ending >> 8) & 0xFF : -1)
    }
}
