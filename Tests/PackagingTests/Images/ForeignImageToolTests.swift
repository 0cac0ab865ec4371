import JSONText
import Packaging
import TestSupport
import Testing

@Suite("Images in other people's tools")
struct ForeignImageToolTests {
    private static let skopeo = ShellCommand.has("skopeo")
    private static let noSkopeo: Comment = "skopeo is needed: apt-get install skopeo"

    private func json(_ command: String) throws -> JSONValue {
        let run = ShellCommand(command)
        try #require(run.status == 0, "\(run.output)")
        return try JSONDocument(Array(run.output.utf8)).root
    }

    @Test(
        "skopeo reads the archive as both kinds", .enabled(if: skopeo, noSkopeo),
        arguments: ["oci-archive", "docker-archive"])
    func inspect(kind: String) async throws {
        let sample = try await SampleImage()
        let facts = try json("skopeo inspect \(kind):'\(sample.path)'")
        #expect(facts["Architecture"]?.string == "amd64")
        #expect(facts["Os"]?.string == "linux")
        #expect(facts["Labels"]?["org.opencontainers.image.title"]?.string == "sample")
        #expect(facts["Layers"]?.elements.count == 5)
        let environment = facts["Env"]?.elements.compactMap(\.string) ?? []
        #expect(environment.contains("LAMBDA_TASK_ROOT=/var/task"))
        if kind == "oci-archive" { #expect(facts["Digest"]?.string == sample.image.digest.description) }
    }

    @Test("a copy by skopeo has the same digest", .enabled(if: skopeo, noSkopeo))
    func copy() async throws {
        let sample = try await SampleImage()
        let copy = ShellCommand(
            "skopeo copy --insecure-policy oci-archive:'\(sample.path)':v1 dir:'\(sample.folder.path("dir"))'")
        #expect(copy.status == 0, "\(copy.output)")
        #expect(try sample.folder.read("dir/manifest.json") == sample.image.manifest.bytes)
    }

    @Test(
        "archives that skopeo wrote are read", .enabled(if: skopeo, noSkopeo),
        arguments: ["oci-archive", "docker-archive"])
    func foreignArchive(kind: String) async throws {
        let sample = try await SampleImage()
        let other = sample.folder.path("other.tar")
        let copy = ShellCommand("skopeo copy --insecure-policy oci-archive:'\(sample.path)' \(kind):'\(other)':a/b:v2")
        try #require(copy.status == 0, "\(copy.output)")
        let archive = try ImageArchive(other)
        #expect(archive.name?.hasSuffix("v2") == true)
        #expect(archive.configuration.root["config"]?["WorkingDir"]?.string == "/var/task")
        let model = try TarReader.members(of: try archive.unpacked(archive.manifest.layers[3]))
        #expect(model.map(\.entry.path).contains("var/task/model/model.onnx"))
        if kind == "oci-archive" { #expect(archive.manifest == sample.image.manifest) }
    }

    @Test("umoci unpacks it, and the program starts in what it unpacked", .enabled(if: hasUmoci, noUmoci))
    func unpack() async throws {
        let folder = try await unpacked("--rootless")
        let modes = ShellCommand(
            "cd '\(folder.path)/bundle/rootfs' && stat -c '%a %n' tmp var/task/bootstrap var/task/lib")
        #expect(modes.output == "1777 tmp\n755 var/task/bootstrap\n755 var/task/lib\n")
        let settings = try JSONDocument(try folder.read("bundle/config.json")).root["process"]
        #expect(settings?["args"]?.elements.map(\.string) == ["/var/task/bootstrap"])
        #expect(settings?["cwd"]?.string == "/var/task")
        // Not every machine lets a test change its root.
        let started = ShellCommand("chroot '\(folder.path("bundle/rootfs"))' /var/task/bootstrap")
        if started.status != 125 { #expect(started.output.hasPrefix("3 bytes of model, user ")) }
    }

    @Test("runc runs it, as the user that it names", .enabled(if: hasUmoci && hasContainers, noContainers))
    func run() async throws {
        let folder = try await unpacked("")
        // A test has no terminal, and may not be let near control groups.
        let settings = """
            import json
            path = "\(folder.path("bundle/config.json"))"
            settings = json.load(open(path))
            settings["process"]["terminal"] = False
            settings["linux"]["resources"] = {}
            json.dump(settings, open(path, "w"))
            """
        let started = ShellCommand(
            """
            cd '\(folder.path)' && printf %s '\(settings)' | python3 - &&
            runc --root '\(folder.path)/state' run -b bundle apus-test-$$
            """)
        #expect(started.output == "3 bytes of model, user 65532, /tmp can be written\n")
    }

    private static let hasUmoci = ShellCommand.has("skopeo", "umoci", "cc", "chroot")
    private static let noUmoci: Comment = "skopeo, umoci and cc are needed"
    private static let hasContainers =
        ShellCommand.has("runc", "python3") && ShellCommand("test $(id -u) = 0 && unshare -m -p -f true").status == 0
    private static let noContainers: Comment = "root, runc, skopeo, umoci and cc are needed: apt-get install runc"

    /// An image with a program, unpacked into `bundle`.
    private func unpacked(_ options: String) async throws -> ScratchFolder {
        let programs = try ScratchFolder()
        try programs.write("main.c", Self.program.utf8)
        let compiled = ShellCommand("cc -static -o '\(programs.path("main"))' '\(programs.path("main.c"))'")
        try #require(compiled.status == 0, "\(compiled.output)")
        let sample = try await SampleImage(program: programs.path("main"))
        let unpacked = ShellCommand(
            """
            cd '\(sample.folder.path)' && skopeo copy -q --insecure-policy oci-archive:image.tar oci:layout:v1 &&
            umoci unpack \(options) --image layout:v1 bundle
            """)
        try #require(unpacked.status == 0, "\(unpacked.output)")
        return sample.folder
    }

    private static let program = #"""
        #include <stdio.h>
        #include <unistd.h>
        int main(void) {
            char bytes[9];
            FILE *file = fopen("/var/task/model/model.onnx", "rb");
            printf("%zu bytes of model, user %d, /tmp %s be written\n", file ? fread(bytes, 1, sizeof bytes, file) : 0,
                   (int)getuid(), fopen("/tmp/x", "w") ? "can" : "cannot");
            return 0;
        }
        """#
}
