import Diagnosis
import Vision

/// A picture that a command line names, or the reason why there is none.
struct InputPicture {
    /// Where it is read from.
    let source: ImageSource
    /// The folder of its file, where it has one.
    let folder: String?

    /// What results call it.
    var name: String { source.name ?? "" }

    /// A file; `name` is its path below the folder that was named, or its own name.
    init(file path: String, name: String? = nil) {
        source = .file(path, name: name)
        folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    }

    /// A picture that is not a file.
    init(_ source: ImageSource) {
        self.source = source
        folder = nil
    }

    /// An input that fails in its turn, so that the others are done.
    init(unreadable path: String, because what: String, expected: String? = nil, found: String? = nil) {
        let error = VisionError(.sourceUnreadable, what, expected: expected, found: found)
        self.init(.deferred(name: path) { throw error })
    }
}
