import Foundation
import Testing

@Suite(
    "predict fetches", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)),
    .enabled(if: Fixture.hasPython, Comment(rawValue: Fixture.hasNoPython)))
struct PredictAddressTests {
    @Test(
        "a picture from the web, named by the path's last part",
        arguments: [("/picture.jpg", "picture.jpg"), ("/a/b%20c.jpg?key=x#y", "b c.jpg"), ("/moved.jpg", "moved.jpg")])
    func picture(path: String, name: String) throws {
        let server = try PictureServer()
        let outcome = try Tool.run(Fixture.predict(server.address + path))
        #expect(outcome.lines[0] == "\(name) 11×7: 8 objects")
        #expect(outcome.status == 0)
    }

    @Test("a scheme in capitals")
    func capitals() throws {
        let server = try PictureServer()
        let address = server.address.replacingOccurrences(of: "http", with: "HTTP")
        #expect(try Tool.run(Fixture.predict("\(address)/picture.jpg")).status == 0)
    }

    @Test(
        "and says why it cannot",
        arguments: [
            ("/missing.jpg", "cannot be fetched", "expected status 200, found status 404"),
            ("/circle.jpg", "cannot be fetched", "redirect"),
            ("/announced.jpg", "is too large", "expected at most 64 MiB"),
            ("/endless.jpg", "is too large", "expected at most 64 MiB"),
            ("/cut.jpg", "cannot be fetched", "stream ended"),
            ("/page.jpg", "page.jpg: ", "HTML page"),
        ])
    func failure(path: String, message: String, reason: String) throws {
        let server = try PictureServer()
        let outcome = try Tool.run(Fixture.predict("\(server.address)\(path)?key=secret"))
        #expect(outcome.status == 1)
        #expect(outcome.text.isEmpty)
        #expect(outcome.errors.hasPrefix("error: "))
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(outcome.errors.localizedCaseInsensitiveContains(reason), "\(outcome.errors)")
        #expect(!outcome.errors.contains("secret"))
        #expect(outcome.errors.split(separator: "\n").count <= 3)
    }

    @Test("a picture once, also where it is saved with its boxes")
    func fetchedOnce() throws {
        let server = try PictureServer()
        let folder = try TemporaryFolder()
        let outcome = try Tool.run(Fixture.predict("\(server.address)/once.jpg") + ["--save", folder.path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(folder.names == ["once.jpg"])
    }
}

@Suite("predict refuses", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)))
struct PredictBadAddressTests {
    @Test(
        "addresses that lead nowhere, without waiting or giving secrets away",
        .timeLimit(.minutes(1)),
        arguments: [
            ("http://user:secret@127.0.0.1:1/x.jpg?secret", "http://127.0.0.1:1/x.jpg cannot be fetched"),
            ("http://127.0.0.1:99999/x.jpg", "http://127.0.0.1:99999/x.jpg is not an address"),
            ("http://", "http:// is not an address"),
            ("https:///x.jpg", "is not an address"),
            ("http://[::", "http://[:: is not an address"),
            ("http://127.0.0.1:-1/x.jpg", "is not an address"),
            ("ftp://127.0.0.1/x.jpg", "there is no file ftp://127.0.0.1/x.jpg"),
        ])
    func badAddress(address: String, message: String) throws {
        let outcome = try Tool.run(Fixture.predict(address))
        #expect(outcome.status == 1)
        #expect(outcome.errors.hasPrefix("error: ") && outcome.errors.contains(message), "\(outcome.errors)")
        #expect(!outcome.errors.contains("secret"))
        #expect(outcome.errors.split(separator: "\n").count <= 3)
    }

    @Test("a port where nothing listens in one word of the system")
    func connectionRefused() throws {
        #expect(try Tool.run(Fixture.predict("http://127.0.0.1:1/x.jpg")).errors.contains("Connection refused"))
    }
}
