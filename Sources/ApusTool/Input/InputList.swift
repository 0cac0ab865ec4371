import Diagnosis
import Vision

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The pictures that a command line's arguments stand for, in their order.
struct InputList {
    /// The pictures; what is not there fails in its turn.
    let pictures: [InputPicture]

    /// Lists the pictures and reads standard input where it is one of them.
    ///
    /// - Parameter arguments: Files, folders, patterns, addresses or `-`.
    init(_ arguments: [String]) {
        pictures = arguments.flatMap(Self.expand)
    }

    /// The source of a list that may have one picture only.
    ///
    /// - Throws: `VisionError` with `option-invalid`.
    var only: ImageSource {
        get throws(VisionError) {
            guard pictures.count == 1 else {
                throw VisionError(
                    .optionInvalid, "the input is not one picture", expected: "a file, an http(s) address or -",
                    found: "\(pictures.count) pictures")
            }
            return pictures[0].source
        }
    }

    private static func expand(_ argument: String) -> [InputPicture] {
        if argument == "-" { return [InputPicture(.bytes(StandardInput.read(), name: "stdin"))] }
        if let address = ImageAddress(argument) { return [address.picture] }
        if let entries = entries(at: argument) { return entries }
        let matches = FilePattern.matches(argument)
        guard !matches.isEmpty else {
            return [
                InputPicture(
                    unreadable: argument, because: "there is no file \(Diagnosis.excerpt(argument))",
                    expected: "a file, a folder, a pattern, an http(s) address or -")
            ]
        }
        return matches.flatMap { entries(at: $0) ?? [] }
    }

    /// What a path stands for, or `nil` where nothing is there.
    private static func entries(at path: String) -> [InputPicture]? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return PictureFolder(path).pictures
        case S_IFREG: return [InputPicture(file: path)]
        default:
            // Opening a pipe without a writer would wait for ever.
            return [
                InputPicture(
                    unreadable: path, because: "\(Diagnosis.excerpt(path)) is not a file",
                    expected: "a picture's path, or - for standard input")
            ]
        }
    }
}
