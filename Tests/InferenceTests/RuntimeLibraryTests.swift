import Diagnosis
import Foundation
import Inference
import Testing

@Suite("Where an engine is looked for")
struct RuntimeLibraryTests {
    #if os(macOS)
    private static let (plain, older, newer) = ("libswallow.dylib", "libswallow.1.9.2.dylib", "libswallow.1.28.0.dylib")
    #else
    private static let (plain, older, newer) = ("libswallow.so", "libswallow.so.1.9.2", "libswallow.so.1.28.0")
    #endif
    private let library = RuntimeLibrary(name: "libswallow", variable: "SWALLOW")

    /// Makes empty files below a folder.
    private func make(_ files: [String], in folder: URL) throws {
        for file in files {
            let path = folder.appendingPathComponent(file)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: path)
        }
    }

    @Test(
        "around the executable, in this order",
        arguments: [
            (["bin/lib/\(plain)", "bin/\(plain)", ".apus/lib/\(plain)"], "bin/lib/\(plain)"),
            (["bin/\(plain)", "bin/.apus/lib/\(plain)"], "bin/\(plain)"),
            (["bin/.apus/lib/\(plain)", ".apus/lib/\(plain)"], "bin/.apus/lib/\(plain)"),
            ([".apus/lib/\(plain)"], ".apus/lib/\(plain)"),
            ([".apus/lib/\(older)", ".apus/lib/\(newer)"], ".apus/lib/\(newer)"),
            ([".apus/lib/\(plain)", ".apus/lib/\(newer)"], ".apus/lib/\(plain)"),
            ([".apus/lib/libswallow_providers.so", ".apus/lib/\(older)"], ".apus/lib/\(older)"),
        ] as [([String], String)])
    func order(_ files: [String], _ expected: String) throws {
        try withTemporaryFolder { folder in
            try make(files, in: folder)
            let found = try library.locate(chosen: nil, executable: folder.path + "/bin/apus")
            #expect(found == "\(folder.path)/\(expected)")
        }
    }

    @Test("the variable decides alone: a file, a folder, or nothing")
    func variable() throws {
        try withTemporaryFolder { folder in
            try make(["chosen/\(Self.newer)", "other.so", "bin/lib/\(Self.plain)"], in: folder)
            let executable = folder.path + "/bin/apus"
            let (file, inFolder) = (folder.path + "/other.so", folder.path + "/chosen")
            #expect(try library.locate(chosen: file, executable: executable) == file)
            #expect(try library.locate(chosen: inFolder, executable: executable) == "\(inFolder)/\(Self.newer)")
            for wrong in [folder.path + "/nothing.so", folder.path + "/bin", ""] {
                let error = try #require(throws: InferenceError.self) {
                    try library.locate(chosen: wrong, executable: executable)
                }
                #expect(error.code == .engineNotFound)
                #expect(error.diagnosis.found == "nothing in SWALLOW=\(wrong)")
            }
        }
    }

    @Test("where there is none, every searched place is named, and what to do")
    func notFound() throws {
        try withTemporaryFolder { folder in
            let error = try #require(throws: InferenceError.self) {
                try library.locate(chosen: nil, executable: folder.path + "/bin/apus")
            }
            #expect(error.code == .engineNotFound)
            #expect(error.diagnosis.what == "\(Self.plain) was not found")
            let found = try #require(error.diagnosis.found)
            for place in ["bin/lib", "bin", "bin/.apus/lib", ".apus/lib"] {
                #expect(found.contains("\(folder.path)/\(place)"))
            }
            #expect(error.diagnosis.advice == "run scripts/setup, or set SWALLOW to the library's path")
        }
        #expect(throws: InferenceError.self) { try library.locate(chosen: nil, executable: nil) }
        #expect(throws: InferenceError.self) { try library.locate() }
    }
}
