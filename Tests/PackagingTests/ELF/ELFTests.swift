import Packaging
import TestSupport
import Testing

#if os(Linux)
@Suite("Programs and libraries")
struct ELFTests {
    /// Files of this machine that nobody here made.
    static let files = ["/bin/sh", "/usr/bin/env", "/usr/bin/unshare", "/bin/tar", "/usr/bin/python3"].filter {
        (try? SourceFile($0)) != nil
    }

    private static func readelf(_ options: String, _ path: String) throws -> [String] {
        try Program.run("LC_ALL=C readelf -W \(options) \(path)").lines
    }

    private static func bracketed(_ lines: [String], _ mark: String) -> [String] {
        lines.filter { $0.contains(mark) }.compactMap { line in
            line.firstIndex(of: "[").map { String(line[line.index(after: $0)...].prefix { $0 != "]" }) }
        }
    }

    @Test("loader and libraries are what readelf finds", .enabled(if: Program.isThere("readelf")), arguments: files)
    func names(path: String) throws {
        let file = try ELFFile(path: path)
        let lines = try Self.readelf("-d -l", path)
        #expect(file.processor == .current)
        #expect(file.needed == Self.bracketed(lines, "(NEEDED)"))
        #expect(file.searchPath.joined(separator: ":") == Self.bracketed(lines, "(RUNPATH)").first ?? "")
        let loader = lines.first { $0.contains("program interpreter:") }?.split(separator: " ").last?.dropLast()
        #expect(file.interpreter == loader.map(String.init))
    }

    @Test("versions are what readelf finds", .enabled(if: Program.isThere("readelf")), arguments: files)
    func versions(path: String) throws {
        let lines = try Self.readelf("-V", path).filter { $0.contains("Name: ") && $0.contains("Version: ") }
            .filter { !$0.contains("Index:") && $0.contains("Flags:") }
        let expected = lines.compactMap { $0.components(between: "Name: ", and: " ") }
        #expect(try ELFFile(path: path).versionNeeds.map(\.version.description) == expected)
        #expect(!expected.isEmpty)
    }

    @Test(
        "symbols are named with the version that they need", .enabled(if: Program.isThere("objdump")), arguments: files)
    func symbols(path: String) throws {
        let lines = try Program.run("LC_ALL=C objdump -T \(path)").lines
        for need in try ELFFile(path: path).versionNeeds {
            for symbol in need.symbols {
                #expect(
                    lines.contains {
                        $0.hasSuffix(" (\(need.version)) \(symbol)")
                            || $0.contains("\(need.version)") && $0.hasSuffix(" \(symbol)")
                    })
            }
        }
    }

    @Test("a stripped program still runs, and readelf finds nothing wrong", .enabled(if: Program.isThere("readelf")))
    func strips() throws {
        let folder = try ScratchFolder()
        let stripped = try folder.put("env", try ELFFile(path: "/usr/bin/env").stripped)
        // A copy: while this process writes a file, what other tests start holds it open, and it cannot be run.
        let program = folder.path("program")
        let result = try Program.run(
            "cp \(stripped) \(program) && chmod +x \(program) && \(program) -i A=1 \(program) B=2")
        #expect(result.lines.sorted() == ["A=1", "B=2"])
        #expect(try !Self.readelf("-h -l -d", stripped).contains { $0.contains("Error") || $0.contains("Warning") })
    }

    @Test("a program that is cut anywhere is refused, and one with any byte of its tables changed never traps")
    func hostile() throws {
        let whole = bytes(of: "/usr/bin/env")
        let needed = try ELFFile(MemoryBytes(whole), name: "env").stripped.count
        for count in Array(0..<min(4_096, needed)) + stride(from: 4_096, to: needed, by: 97) {
            #expect(throws: PackagingError.self) { try ELFFile(MemoryBytes(Array(whole.prefix(count))), name: "env") }
        }
        var random = SystemRandomNumberGenerator()
        for place in 0..<4_096 {
            var broken = whole
            broken[place] = UInt8.random(in: 0...255, using: &random)
            _ = try? ELFFile(MemoryBytes(broken), name: "env")
        }
        for place in 0..<64 {
            for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                var broken = whole
                broken[place] = value
                _ = try? ELFFile(MemoryBytes(broken), name: "env")
            }
        }
    }

    @Test(
        "other files are told apart",
        arguments: [
            ([UInt8]("#!/bin/sh\n".utf8), PackagingError.Code.binaryCorrupt), ([], .binaryCorrupt),
            ([0x7F, 0x45, 0x4C, 0x46, 1, 1, 1, 0] + [UInt8](repeating: 0, count: 56), .binaryForeign),
        ])
    func others(bytes: [UInt8], code: PackagingError.Code) {
        #expect { try ELFFile(MemoryBytes(bytes), name: "x") } throws: { ($0 as? PackagingError)?.code == code }
    }

    @Test("a file for another processor is named and refused")
    func foreign() throws {
        var arm = bytes(of: "/usr/bin/env")
        let other = Processor.current == .x86_64 ? Processor.arm64 : .x86_64
        arm[18] = other == .arm64 ? 183 : 62
        let file = try ELFFile(MemoryBytes(arm), name: "libother.so")
        #expect(file.processor == other)
        #expect { try file.check(isFor: .current) } throws: { error in
            (error as? PackagingError)?.code == .binaryForeign && "\(error)".contains("libother.so")
        }
    }

    @Test(
        "the closure of a program is what the loader says it loads", .enabled(if: Program.isThere("ldd")),
        arguments: files)
    func closure(path: String) throws {
        let lines = try Program.run("LC_ALL=C ldd \(path)").lines
        let expected = lines.compactMap { line in
            line.split(separator: " ").first.map { $0.split(separator: "/").last.map { String($0).trimming() } ?? "" }
        }
        let found = Set(try LibraryClosure(of: [ELFFile(path: path)]).libraries.map(\.name))
        // The loader itself is listed even where nobody asks for it by name.
        #expect(
            found.symmetricDifference(expected.filter { !$0.hasPrefix("linux-vdso") }).allSatisfy {
                $0.hasPrefix("ld-linux")
            })
    }
}

extension String {
    fileprivate func components(between start: String, and end: String) -> String? {
        guard let from = firstRange(of: start)?.upperBound else { return nil }
        return String(self[from...].prefix { !end.contains($0) })
    }

    fileprivate func trimming() -> String { String(drop { $0.isWhitespace }) }
}
#endif
