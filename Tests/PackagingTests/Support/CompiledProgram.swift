import Packaging
import TestSupport

/// Programs that are made here with the system's compiler: small, and with the needs that a test wants.
enum CompiledProgram {
    /// Whether programs can be made.
    static var isPossible: Bool { Program.isThere("gcc") }

    /// A program that asks for libraries of its own, as `apus-function` does.
    static func make(_ name: String, in folder: ScratchFolder, code: String = "int main(void) { return 0; }") throws
        -> String
    {
        let source = try folder.put("\(name).c", Array(code.utf8))
        let result = try Program.run(
            "cd \(folder.path) && gcc -O1 -Wl,-rpath,'$ORIGIN/lib' -o \(name) \(source) && rm \(source)")
        guard result.status == 0 else { throw CompilerFailure(lines: result.lines) }
        return "\(folder.path)/\(name)"
    }

    /// A shared library.
    static func makeLibrary(_ name: String, in folder: ScratchFolder, code: String) throws -> String {
        let source = try folder.put("library.c", Array(code.utf8))
        let result = try Program.run("cd \(folder.path) && gcc -shared -fPIC -o \(name) \(source) && rm \(source)")
        guard result.status == 0 else { throw CompilerFailure(lines: result.lines) }
        return "\(folder.path)/\(name)"
    }

    struct CompilerFailure: Error { let lines: [String] }
}
