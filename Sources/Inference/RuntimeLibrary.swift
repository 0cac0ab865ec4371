import CInference

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where an engine's shared library is looked for.
package struct RuntimeLibrary: Sendable {
    /// The library's file name without suffix and version.
    package let name: String
    /// The environment variable that names the library or the folder it is in.
    package let variable: String

    /// ONNX Runtime.
    package static let onnxRuntime = RuntimeLibrary(name: "libonnxruntime", variable: "APUS_ONNXRUNTIME")

    /// Names a library and the variable that may point to it.
    package init(name: String, variable: String) {
        self.name = name
        self.variable = variable
    }

    /// The library that this process is to use; see ``locate(chosen:executable:)``.
    package func locate() throws(InferenceError) -> String {
        try locate(chosen: getenv(variable).map { String(cString: $0) }, executable: Folder.executable)
    }

    /// The first library that is there.
    ///
    /// The working folder is not searched: a library that somebody left there would run with the caller's rights.
    ///
    /// - Parameters:
    ///   - chosen: The variable's value, which decides alone where it is set.
    ///   - executable: The program's file. `lib/` beside it and its own folder come first, then `.apus/lib` of every
    ///     folder above it, and the system's own libraries last.
    /// - Returns: A path, or a plain file name that the system's loader finds.
    /// - Throws: ``InferenceError`` with `engine-not-found` and the places that were searched.
    package func locate(chosen: String?, executable: String?) throws(InferenceError) -> String {
        if let chosen {
            if let file = file(at: chosen) { return file }
            throw notFound(in: ["\(variable)=\(chosen)"])
        }
        let folders = executable.map(Self.folders(around:)) ?? []
        for folder in folders + Self.systemFolders {
            if let file = file(inFolder: folder) { return file }
        }
        if let file = loadableFile() { return file }
        throw notFound(in: folders + Self.systemFolders + ["the system's search path"])
    }

    private func notFound(in places: [String]) -> InferenceError {
        InferenceError(
            .engineNotFound, "\(plainFileName) was not found", expected: "the library in one of the searched places",
            found: "nothing in \(places.joined(separator: ", "))",
            advice: "run scripts/setup, or set \(variable) to the library's path")
    }

    private static func folders(around executable: String) -> [String] {
        let folder = Folder.parent(of: executable)
        return [folder + "/lib", folder] + Folder.ancestors(of: executable).map { $0 + "/.apus/lib" }
    }
}

// MARK: - Files

extension RuntimeLibrary {
    #if os(macOS)
    private var plainFileName: String { name + ".dylib" }
    /// Homebrew's folders, which the loader does not search by itself.
    private static var systemFolders: [String] { ["/opt/homebrew/lib", "/usr/local/lib"] }
    private var loadableNames: [String] { [plainFileName] }

    private func isVersioned(_ file: String) -> Bool { file.hasPrefix(name + ".") && file.hasSuffix(".dylib") }
    #else
    private var plainFileName: String { name + ".so" }
    /// Where Lambda puts the libraries of layers.
    private static var systemFolders: [String] { ["/opt/lib"] }
    private var loadableNames: [String] { [plainFileName + ".1", plainFileName] }

    private func isVersioned(_ file: String) -> Bool { file.hasPrefix(plainFileName + ".") }
    #endif

    /// The file that a path means; without a slash in it the loader would search its own folders instead.
    private func file(at path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        if status.st_mode & S_IFMT == S_IFDIR { return file(inFolder: path) }
        return path.contains("/") ? path : "./" + path
    }

    /// The library in a folder: the plain name, else the highest version.
    private func file(inFolder folder: String) -> String? {
        let files = Folder.names(in: folder)
        if files.contains(plainFileName) { return "\(folder)/\(plainFileName)" }
        let newest = files.filter(isVersioned)
            .max { Self.version(of: $0).lexicographicallyPrecedes(Self.version(of: $1)) }
        return newest.map { "\(folder)/\($0)" }
    }

    private func loadableFile() -> String? {
        var message: UnsafePointer<CChar>?
        return loadableNames.first { apus_library_open($0, &message) != nil }
    }

    private static func version(of file: String) -> [Int] {
        file.split(separator: ".").compactMap { Int($0) }
    }
}
