import CInference

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Folders by path: what is in them, and those around a file.
package enum Folder {
    /// The running program's file, or `nil` where the system does not tell.
    package static var executable: String? {
        let path = apus_executable_path()
        defer { free(path) }
        return path.map { String(cString: $0) }
    }

    /// The folder that a file is in, without the slash; empty for the file system's root.
    package static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    /// The folders above a file, the nearest first, but for the root.
    package static func ancestors(of path: String) -> [String] {
        var ancestors: [String] = []
        var current = parent(of: path)
        while !current.isEmpty {
            ancestors.append(current)
            current = parent(of: current)
        }
        return ancestors
    }

    /// The names of a folder's entries, in no order; none where it is no folder or may not be read.
    package static func names(in path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { name in
                    name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names
    }
}
