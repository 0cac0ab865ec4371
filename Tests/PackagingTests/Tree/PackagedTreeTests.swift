import Packaging
import Testing

@Suite("A package's tree")
struct PackagedTreeTests {
    private static func file(_ path: String) -> PackagedFile {
        PackagedFile(path: path, part: .model, content: .bytes([1]))
    }

    @Test("files are sorted by the bytes of their paths")
    func sorts() throws {
        let tree = try PackagedTree(["b", "a/b", "a-b", "B", "é"].map(Self.file))
        #expect(tree.files.map(\.path) == ["B", "a-b", "a/b", "b", "é"])
        #expect(tree.byteCount == 5)
    }

    @Test(
        "a path that could leave the package or confuse a reader is refused",
        arguments: [
            "", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "./a", "a\\b", "a\u{0}b", "a\nb", "a\u{7F}",
            String(repeating: "x", count: 256), Array(repeating: "abcdefgh", count: 500).joined(separator: "/"),
        ])
    func refusesPath(path: String) {
        #expect(throws: PackagingError.self) { try PackagedTree([Self.file(path)]) }
    }

    @Test("odd names that are no danger pass", arguments: ["model (1).onnx", "Größe.onnx", "-x", "a b/c d", "..."])
    func acceptsPath(path: String) throws {
        #expect(try PackagedTree([Self.file(path)]).files.count == 1)
    }

    @Test(
        "two files of one name, and a file that is another's folder, are refused",
        arguments: [["a", "a"], ["a", "a/b"]])
    func refusesPlaces(paths: [String]) {
        #expect(throws: PackagingError.self) { try PackagedTree(paths.map(Self.file)) }
    }

    @Test(
        "a link may point inside of the package only",
        arguments: [
            ("lib/a", "b", true), ("lib/a", "../b", true),
            ("lib/a", "../../b", false), ("a", "/b", false), ("a", "", false), ("a/b", "../c/../../d", false),
        ])
    func checksLinks(path: String, target: String, isInside: Bool) {
        let link = PackagedFile(path: path, part: .libraries, content: .link(target: target))
        #expect(((try? PackagedTree([link])) != nil) == isInside)
    }
}
