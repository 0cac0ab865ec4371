import Diagnosis
import Registry
import Testing

@Suite("Names of images")
struct ImageReferenceTests {
    private static let digest = "sha256:" + String(repeating: "ab", count: 32)

    @Test(
        "names are read as Docker reads them",
        arguments: [
            ("alpine", "docker.io/library/alpine:latest"), ("me/app", "docker.io/me/app:latest"),
            ("me/app:v1", "docker.io/me/app:v1"), ("docker.io/alpine:3", "docker.io/library/alpine:3"),
            ("index.docker.io/me/app", "docker.io/me/app:latest"), ("localhost/app", "localhost/app:latest"),
            ("localhost:5000/app", "localhost:5000/app:latest"),
            ("127.0.0.1:5000/a/b/c:V.1-x_", "127.0.0.1:5000/a/b/c:V.1-x_"),
            ("[::1]:5000/app", "[::1]:5000/app:latest"), ("ghcr.io/o/r@\(digest)", "ghcr.io/o/r@\(digest)"),
            ("GHCR.io/o/r:t@\(digest)", "ghcr.io/o/r:t@\(digest)"), ("a.b/x__y/z--z.0", "a.b/x__y/z--z.0:latest"),
        ])
    func valid(text: String, whole: String) throws {
        #expect(try ImageReference(text).description == whole)
    }

    @Test(
        "what names no image is refused",
        arguments: [
            "", "/", "App", "me/App", "me//app", "me/app:", "me/app:-x", "me/app@", "me/app@sha256:12", "me/app@md5:ab",
            "-me/app", "me/app-", "me/a...b", "me/a___b", "a.b:0/x", "a.b:99999/x", "a.b:x/y", "a.b:/x", "a b",
            "a.b/x y", "a.b/ü",
            "https://a.b/x", "user@a.b/x", "a.b/../x", "a.b/x?y", "a.b/x#y", "a\u{0}b",
            "\(String(repeating: "a", count: 256))",
            "me/app:\(String(repeating: "a", count: 129))", "[::1/app", "[::g]:1/app",
        ])
    func invalid(text: String) {
        let error = #expect(throws: RegistryError.self) { try ImageReference(text) }
        #expect(error?.code == .referenceInvalid)
    }

    @Test(
        "only this machine is spoken to in the clear",
        arguments: [
            ("localhost:5000", "http://localhost:5000"), ("127.0.0.1", "http://127.0.0.1"),
            ("127.9.9.9:1", "http://127.9.9.9:1"),
            ("[::1]:5000", "http://[::1]:5000"), ("a.localhost", "http://a.localhost"), ("ghcr.io", "https://ghcr.io"),
            ("docker.io", "https://registry-1.docker.io"), ("127.0.0.1.example.com", "https://127.0.0.1.example.com"),
            ("localhost.example.com", "https://localhost.example.com"),
            ("192.168.0.1:5000", "https://192.168.0.1:5000"),
            ("127.0.0.1x", "https://127.0.0.1x"),
        ])
    func scheme(registry: String, origin: String) {
        #expect(RegistryEndpoint(registry: registry).origin == origin)
    }

    @Test("others are where that is asked for")
    func insecure() {
        let endpoint = RegistryEndpoint(registry: "192.168.0.1:5000", isInsecureAllowed: true)
        #expect(endpoint.origin == "http://192.168.0.1:5000")
    }

    @Test("answers do not lead from TLS into the clear, nor nowhere")
    func locations() throws {
        let endpoint = RegistryEndpoint(registry: "ghcr.io")
        #expect(try endpoint.resolve("/v2/x") == "https://ghcr.io/v2/x")
        #expect(try endpoint.resolve("https://elsewhere.example/x") == "https://elsewhere.example/x")
        #expect(endpoint.contains("https://ghcr.io/x") && endpoint.contains("https://ghcr.io:443/x"))
        for other in ["https://ghcr.io.example/x", "https://ghcr.io:444/x", "http://ghcr.io/x", "https://ghcr.io@b/x"] {
            #expect(!endpoint.contains(other))
        }
        let clear = #expect(throws: RegistryError.self) { try endpoint.resolve("http://ghcr.io/x") }
        #expect(clear?.code == .insecure)
        for location in [nil, "", "x", "//elsewhere/x", "file:///etc/passwd"] {
            let error = #expect(throws: RegistryError.self) { try endpoint.resolve(location) }
            #expect(error?.code == .responseInvalid)
        }
    }
}
