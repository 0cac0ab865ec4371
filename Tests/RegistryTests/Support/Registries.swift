import AWSClient
import Registry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The registries that tests push to.
enum Registries {
    /// Debian's docker-registry, once for all tests; `nil` where it is not installed.
    static let real = ShellCommand.has("docker-registry", "python3") ? ScriptServer([script("real_registry.py")]) : nil
    /// The same, which lets nobody in but `user` with the password `secret`.
    static let guarded =
        ShellCommand.has("docker-registry", "htpasswd", "python3")
        ? ScriptServer([script("real_registry.py"), "user", "secret"]) : nil
    /// One that fails as its repositories say.
    static let faulty = ScriptServer([script("faulty_registry.py")])

    /// The real one behind a connection that breaks off so often, after 50,000 bytes each time.
    static func breaking(_ times: Int) -> ScriptServer? {
        real.flatMap { ScriptServer([script("breaking_proxy.py"), $0.port, "50000", "\(times)"]) }
    }

    static let noReal: Comment = "docker-registry is needed: apt-get install docker-registry"
    static let noGuarded: Comment = "docker-registry and htpasswd are needed: apt-get install apache2-utils"
    static let noFaulty: Comment = "python3 is needed"

    /// A repository's name that no other test has.
    static func repository(_ name: String) -> String { "\(name)/r\(UInt32.random(in: .min ... .max))" }

    /// A reference to an image in a registry of tests.
    static func reference(_ registry: ScriptServer?, _ rest: String) throws -> ImageReference {
        try ImageReference("127.0.0.1:\(try #require(registry).port)/\(rest)")
    }

    /// Hardly any waiting, small chunks, and credentials from this environment only.
    static func options(_ environment: [String: String] = [:]) -> RegistryClient.Options {
        var options = RegistryClient.Options()
        options.retry.serviceBase = .milliseconds(1)
        options.retry.throttlingBase = .milliseconds(1)
        options.chunkByteCount = 30_000
        options.credentials = RegistryCredentials(environment: AWSEnvironment(environment))
        return options
    }

    private static func script(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Scripts/\(name)").path
    }
}
