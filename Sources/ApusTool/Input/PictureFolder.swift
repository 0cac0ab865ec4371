import Diagnosis

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

/// The pictures in a folder and all that is below it, by name; hidden files are left out.
struct PictureFolder {
    /// The pictures; parts that cannot be read fail in their turn.
    private(set) var pictures: [InputPicture] = []

    /// Endings of files that are taken; what a file holds is told from its bytes later.
    private static let endings: Set<String> = [
        "jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "bmp", "dib", "mpo",
    ]

    init(_ path: String) {
        let root = path.hasSuffix("/") ? path : path + "/"
        add(root: root, below: "")
        guard pictures.isEmpty else { return }
        pictures = [
            InputPicture(
                unreadable: path, because: "there are no pictures in \(Diagnosis.excerpt(path))",
                expected: "files ending in \(Self.endings.sorted().joined(separator: ", "))")
        ]
    }

    private mutating func add(root: String, below prefix: String) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: root + prefix) else {
            let reason = String(cString: strerror(errno))
            let path = root + prefix
            pictures.append(
                InputPicture(
                    unreadable: path, because: "the folder \(Diagnosis.excerpt(path)) cannot be read", found: reason))
            return
        }
        for name in names.sorted() where !name.hasPrefix(".") {
            let relative = prefix + name
            switch Self.kind(of: root + relative) {
            case S_IFDIR: add(root: root, below: relative + "/")
            case S_IFREG where Self.isPicture(name):
                pictures.append(InputPicture(file: root + relative, name: relative))
            default: continue
            }
        }
    }

    /// The kind of what is at a path: links to files count as files, links to folders as nothing, so that walks end.
    private static func kind(of path: String) -> mode_t {
        var status = stat()
        guard lstat(path, &status) == 0 else { return 0 }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFLNK else { return kind }
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? S_IFREG : 0
    }

    private static func isPicture(_ name: String) -> Bool {
        name.lastIndex(of: ".").map { endings.contains(name[$0...].dropFirst().lowercased()) } ?? false
    }
}
