import AWSClient
import Diagnosis
import Packaging
import Registry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite("Credentials of registries", .enabled(if: Registries.faulty != nil, Registries.noFaulty))
struct CredentialTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// Pushes to a repository that wants to know who asks, with this as Docker's configuration.
    private func push(_ fault: String, _ configuration: String, path: String = "/usr/bin:/bin") async throws {
        let reference = try Registries.reference(Registries.faulty, "\(Registries.repository(fault)):v1")
        let text = configuration.replacing("HOST", with: reference.registry)
        try folder.write("config.json", text.utf8)
        let options = Registries.options(["DOCKER_CONFIG": folder.path, "PATH": "\(folder.path):\(path)"])
        try await TestImage(model: 60).push(to: reference, options)
    }

    /// Installs a program that prints credentials.
    private func install(_ name: String, _ script: String) throws {
        let path = try folder.write("docker-credential-\(name)", "#!/bin/sh\n\(script)\n".utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    private static let good = Data("user:pass word:1".utf8).base64EncodedString()
    private static let bad = Data("user:wrong-secret".utf8).base64EncodedString()

    @Test(
        "what docker login wrote is found under each of its names", arguments: ["basic", "token"],
        ["HOST", "https://HOST", "https://HOST/v1/", "https://HOST/v2/"])
    func file(fault: String, name: String) async throws {
        try await push(fault, #"{"auths": {"\#(name)": {"auth": "\#(Self.good)"}}}"#)
    }

    @Test("uploads that go on at another host go there without credentials")
    func away() async throws {
        try await push("away", #"{"auths": {"HOST": {"auth": "\#(Self.good)"}}}"#)
    }

    @Test("an identity token is turned into a short-lived one")
    func identityToken() async throws {
        try await push("identity", #"{"auths": {"HOST": {"auth": "", "identitytoken": "identity/token="}}}"#)
    }

    @Test("a helper is asked, of the registry itself before that of all", arguments: ["basic", "token"])
    func helper(fault: String) async throws {
        try install(
            "good", #"read host; [ "$1" = get ] && echo "{\"Username\": \"user\", \"Secret\": \"pass word:1\"}""#)
        try install("bad", "exit 1")
        try await push(fault, #"{"credHelpers": {"HOST": "good"}, "credsStore": "bad"}"#)
        try await push(fault, #"{"credsStore": "good"}"#)
    }

    @Test("a helper's identity token is one")
    func helperToken() async throws {
        try install("token", #"echo '{"Username": "<token>", "Secret": "identity/token="}'"#)
        try await push("identity", #"{"credsStore": "token"}"#)
    }

    @Test("where the helper has nothing, the file is looked at")
    func helperWithoutCredentials() async throws {
        try install("empty", "echo 'credentials not found in native keychain'; exit 1")
        try await push("basic", #"{"credsStore": "empty", "auths": {"HOST": {"auth": "\#(Self.good)"}}}"#)
    }

    @Test(
        "configurations that cannot work are named, without their secrets",
        arguments: [
            (#"{"auths": {"HOST": {"auth": "\#(bad)"}}}"#, RegistryError.Code.accessDenied), ("{}", .accessDenied),
            (#"{"auths": {"HOST": {"auth": "wrong-secret"}}}"#, .credentialsInvalid),
            ("{wrong-secret", .credentialsInvalid), (#"{"credsStore": "absent"}"#, .credentialsInvalid),
            (#"{"credsStore": "../../bin/sh"}"#, .credentialsInvalid),
            (#"{"credsStore": "broken"}"#, .credentialsInvalid),
        ], ["basic", "token"])
    func failures(row: (configuration: String, code: RegistryError.Code), fault: String) async throws {
        try install("broken", "echo wrong-secret; exit 3")
        let error = await #expect(throws: RegistryError.self) { try await push(fault, row.configuration) }
        #expect(error?.code == row.code)
        let text = "\(String(describing: error)) \(String(reflecting: error))"
        #expect(!text.contains("wrong-secret"))
        #expect(!text.contains(Self.bad))
    }

    @Test("credentials do not show themselves")
    func hidden() {
        let credential = RegistryCredential.password(user: "user", password: "secret")
        var dumped = ""
        dump(credential, to: &dumped)
        #expect(!"\(credential) \(String(reflecting: credential)) \(dumped)".contains("secret"))
    }
}

@Suite("A registry that asks for a password", .enabled(if: Registries.guarded != nil, Registries.noGuarded))
struct GuardedRegistryTests {
    @Test("the right password lets in, and no other does", arguments: [("secret", true), ("guess", false)])
    func password(password: String, isRight: Bool) async throws {
        let folder = try ScratchFolder()
        let reference = try Registries.reference(Registries.guarded, "\(Registries.repository("app")):v1")
        let text = Data("user:\(password)".utf8).base64EncodedString()
        try folder.write("config.json", #"{"auths": {"\#(reference.registry)": {"auth": "\#(text)"}}}"#.utf8)
        let (image, options) = (try await TestImage(model: 61), Registries.options(["DOCKER_CONFIG": folder.path]))
        if isRight {
            try await image.push(to: reference, options)
            #expect(try await RegistryClient(reference, options: options).currentDigest() == image.digest)
        } else {
            let error = await #expect(throws: RegistryError.self) { try await image.push(to: reference, options) }
            #expect(error?.code == .accessDenied)
            #expect(error?.description.contains("docker login") == true)
        }
    }
}
