import Diagnosis
import Vision

/// A picture that a command line names, or the reason why there is none.
struct InputPicture {
    /// What results call it.
    let name: String
    /// Where it is read from.
    let source: ImageSource
    /// The folder of its file, where it has one.
    let folder: String?

    /// A file; `name` is its path below the folder that was named, or its own name.
    init(file path: String, name: String? = nil) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        self.name = name ?? parts.last.map(String.init) ?? path
        source = .file(path)
        folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : "."
    }

    /// A picture that is not a file.
    init(_ source: ImageSource, name: String) {
        self.name = name
        self.source = source
        folder = nil
    }

    /// An input that fails in its turn, so that the others are done.
    init(unreadable path: String, because what: String, expected: String? = nil, found: String? = nil) {
        let error = VisionError(.sourceUnreadable, what, expected: expected, found: found)
        self.init(.deferred(name: path) { throw error }, name: path)
    }
}
