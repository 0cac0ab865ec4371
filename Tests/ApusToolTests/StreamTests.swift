import Foundation
import Testing

@Suite("the tool's streams", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)))
struct StreamTests {
    private func folderOfPictures(_ count: Int) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for number in 0..<count { try folder.add("jpeg-420.jpg", as: "\(number).jpg") }
        return folder
    }

    @Test("end quietly where the reader has enough", arguments: ["text", "json", "jsonl", "csv"])
    func closedPipe(format: String) throws {
        let folder = try folderOfPictures(300)
        let outcome = try Tool.shell(
            "\"$APUS\" predict . -m '\(Fixture.detector)' --format \(format) | head -n 1", in: folder.path)
        #expect(outcome.output.filter { $0 == UInt8(ascii: "\n") }.count == 1)
        #expect(outcome.errors.isEmpty)
    }

    @Test("tell results that cannot be written", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func fullDisk() throws {
        let outcome = try Tool.shell("\"$APUS\" doctor > /dev/full")
        #expect(outcome.status == 1)
        #expect(outcome.errors == "error: standard output cannot be written\n  found No space left on device\n")
    }

    @Test("carry no progress bar in a pipe")
    func pipe() throws {
        let folder = try folderOfPictures(20)
        let outcome = try Tool.run(Fixture.predict(folder.path))
        #expect(outcome.errors.isEmpty)
        #expect(!outcome.text.contains("\r") && !outcome.text.contains("\u{1B}"))
    }

    @Test(
        "show progress on a terminal and take it away again",
        .enabled(if: Fixture.hasPython, Comment(rawValue: Fixture.hasNoPython)))
    func progressBar() throws {
        let folder = try folderOfPictures(20)
        let command = [Tool.path] + Fixture.predict(folder.path, format: "jsonl")
        let drawn = try Tool.python("pseudo_terminal.py", command)
        #expect(drawn.status == 0)
        let bar = #/\r\[=+ *\] \d+/20  \d+(?:\.\d)?/s  \d+:\d\d left\x1B\[K/#
        #expect(drawn.text.firstMatch(of: bar) != nil, "\(drawn.text.prefix(500))")
        #expect(drawn.text.hasSuffix("\r\u{1B}[K"))
        let widest = drawn.text.matches(of: bar).map { $0.output.count - 4 }.max() ?? 0
        #expect(widest < 80)
    }

    @Test("show no progress for one picture", .enabled(if: Fixture.hasPython, Comment(rawValue: Fixture.hasNoPython)))
    func onePicture() throws {
        let command = [Tool.path] + Fixture.predict(Fixture.picture("jpeg-420.jpg"))
        #expect(!(try Tool.python("pseudo_terminal.py", command).text.contains("\u{1B}")))
    }
}
