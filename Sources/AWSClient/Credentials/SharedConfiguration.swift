import Synchronization

/// The files `~/.aws/config` and `~/.aws/credentials`, read when they are first asked for.
final class SharedConfiguration: Sendable {
    private let environment: AWSEnvironment
    private let files = Mutex<Files?>(nil)

    private struct Files {
        let configuration: ConfigurationFile
        let credentials: ConfigurationFile
    }

    /// Takes the variables that say where the files are and which profile counts.
    init(_ environment: AWSEnvironment) { self.environment = environment }

    /// The name in `AWS_PROFILE`, or `default`.
    var selectedName: String { environment["AWS_PROFILE"] ?? "default" }

    /// The profile of that name, or `nil` where there is none.
    ///
    /// - Throws: `credentials-invalid` where a file cannot be read.
    var selected: Profile? {
        get throws(AWSError) { try profile(selectedName) }
    }

    /// A profile, or `nil` where neither file has it.
    ///
    /// - Throws: `credentials-invalid` where a file cannot be read.
    func profile(_ name: String) throws(AWSError) -> Profile? {
        let files = try loaded()
        let settings =
            files.configuration.section(name == "default" ? "default" : "profile \(name)")
            ?? files.configuration.section("profile \(name)")
        let keys = files.credentials.section(name)
        guard settings != nil || keys != nil else { return nil }
        return Profile(name: name, settings: settings ?? [:], keys: keys ?? [:])
    }

    /// The settings of a sign-in that profiles share, or `nil` where there is none of this name.
    ///
    /// - Throws: `credentials-invalid` where a file cannot be read.
    func signIn(_ name: String) throws(AWSError) -> [String: String]? {
        try loaded().configuration.section("sso-session \(name)")
    }

    /// A path in the user's folder, or `nil` where nobody says which that is.
    func homePath(_ relative: String) -> String? { environment["HOME"].map { "\($0)/\(relative)" } }

    /// A path with the user's folder in place of `~`.
    func expanded(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = homePath(String(path.dropFirst(2))) else { return path }
        return home
    }

    private func loaded() throws(AWSError) -> Files {
        if let files = files.withLock({ $0 }) { return files }
        let read = Files(
            configuration: try file("AWS_CONFIG_FILE", default: ".aws/config"),
            credentials: try file("AWS_SHARED_CREDENTIALS_FILE", default: ".aws/credentials"))
        files.withLock { $0 = read }
        return read
    }

    private func file(_ variable: String, default relative: String) throws(AWSError) -> ConfigurationFile {
        let path = environment[variable].map(expanded) ?? homePath(relative)
        return ConfigurationFile(try path.flatMap { path throws(AWSError) in try SmallFile.bytes(path) } ?? [])
    }
}
