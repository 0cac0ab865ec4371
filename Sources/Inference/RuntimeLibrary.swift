import CInference

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where an engine's shared library is looked for, and what is wrong where it cannot be used.
public struct RuntimeLibrary: Sendable {
    /// File names of the library, without a version, in order of preference.
    package let fileNames: [String]
    /// The environment variable that names the library or the folder it is in.
    package let variable: String

    /// ONNX Runtime.
    package static let onnxRuntime = RuntimeLibrary(
        fileNames: ["libonnxruntime.so", "libonnxruntime.dylib"], variable: "APUS_ONNXRUNTIME")

    /// The first file that is there, with the places that were searched before it.
    ///
    /// The variable decides alone where it is set. After it come `lib/` beside the executable and the executable's own
    /// folder; `.apus/lib` of the executable's and of the working folder's ancestors; and the system's own search path.
    package func locate() throws(InferenceError) -> String {
        if let chosen = getenv(variable).map({ String(cString: $0) }) {
            if let file = file(at: chosen) { return file }
            throw notFound(in: ["\(variable)=\(chosen)"])
        }
        var searched: [String] = []
        for folder in candidateFolders() {
            if let file = file(inFolder: folder) { return file }
            searched.append(folder)
        }
        if let file = systemFile() { return file }
        throw notFound(in: searched + ["the system's libraries"])
    }

    private func notFound(in places: [String]) -> InferenceError {
        InferenceError(
            .engineNotFound, "\(fileNames[0]) was not found", expected: "the library in one of the searched places",
            found: "nothing in \(places.joined(separator: ", "))",
            advice: "run scripts/setup, or set \(variable) to the library's path")
    }

    private func candidateFolders() -> [String] {
        var folders: [String] = []
        let executableFolder = Self.executablePath.map(Self.parent(of:))
        if let executableFolder { folders += [executableFolder + "/lib", executableFolder] }
        for start in [executableFolder, Self.workingFolder] {
            var folder = start
            while let current = folder, current.count > 1 {
                folders.append(current + "/.apus/lib")
                folder = Self.parent(of: current)
            }
        }
        return folders.reduce(into: []) { unique, folder in
            if !unique.contains(folder) { unique.append(folder) }
        }
    }

    private func file(at path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFDIR ? file(inFolder: path) : path
    }

    /// The library in a folder: the plain name, else the highest version beside it.
    private func file(inFolder folder: String) -> String? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            names.append(withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            })
        }
        for fileName in fileNames {
            if names.contains(fileName) { return "\(folder)/\(fileName)" }
            let versions = names.filter { $0.hasPrefix(fileName + ".") }
            if let newest = versions.max(by: { Self.version(of: $0).lexicographicallyPrecedes(Self.version(of: $1)) }) {
                return "\(folder)/\(newest)"
            }
        }
        return nil
    }

    private func systemFile() -> String? {
        for fileName in fileNames.flatMap({ [$0 + ".1", $0] }) {
            var message: UnsafePointer<CChar>?
            if apus_library_open(fileName, &message) != nil { return fileName }
        }
        return nil
    }

    private static func version(of name: String) -> [Int] {
        name.split(separator: ".").compactMap { Int($0) }
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static var workingFolder: String? {
        guard let path = getcwd(nil, 0) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    private static var executablePath: String? {
        #if os(Linux)
        let link = "/proc/self/exe"
        #else
        let link = CommandLine.arguments[0]
        #endif
        guard let path = realpath(link, nil) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }
}
