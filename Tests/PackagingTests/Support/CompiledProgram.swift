import Packaging
import TestSupport

/// Programs that are made here with the system's compiler: small, and with the needs that a test wants.
enum CompiledProgram {
    /// Whether programs can be made.
    static var isPossible: Bool { Program.isThere("gcc") }

    /// A program that asks for libraries of its own, as `apus-function` does.
    static func make(
        _ name: String, in folder: ScratchFolder, code: String = "int main(void) { return 0; }", options: String = ""
    ) throws -> String {
        let source = try folder.put("\(name).c", Array(code.utf8))
        let result = try Program.run(
            "cd \(folder.path) && gcc -O1 -Wl,-rpath,'$ORIGIN/lib' -o \(name) \(source) \(options) && rm \(source)")
        guard result.status == 0 else { throw CompilerFailure(lines: result.lines) }
        return "\(folder.path)/\(name)"
    }

    /// A shared library.
    static func makeLibrary(
        _ name: String, in folder: ScratchFolder, code: String, options: String = ""
    ) throws -> String {
        let source = try folder.put("library.c", Array(code.utf8))
        let soname = name.split(separator: "/").last ?? ""
        let result = try Program.run(
            "cd \(folder.path) && gcc -shared -fPIC -Wl,-soname,\(soname) -o \(name) \(source) \(options) "
                + "&& rm \(source)")
        guard result.status == 0 else { throw CompilerFailure(lines: result.lines) }
        return "\(folder.path)/\(name)"
    }

    struct CompilerFailure: Error { let lines: [String] }
}
