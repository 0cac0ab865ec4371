import Foundation
import TestSupport
import Testing

@Suite(
    "linkage", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt),
    .enabled(if: ShellCommand.has("readelf", "nm"), "binutils are not installed"))
struct LinkageTests {
    @Test("the binary needs no library of Swift, and of Foundation nothing at all")
    func libraries() {
        let dynamic = ShellCommand("readelf -d '\(FunctionBinary.path)'")
        let needed = dynamic.output.split(separator: "\n").filter { $0.contains("(NEEDED)") }
        #expect(dynamic.status == 0 && !needed.isEmpty)
        for word in ["Foundation", "icu", "ICU", "libswift", "libdispatch", "BlocksRuntime", "onnxruntime"] {
            #expect(!needed.contains { $0.contains(word) }, "\(needed)")
        }
    }

    @Test(
        "the binary holds nothing of the command line, of a web server or of a database",
        arguments: ["ArgumentParser", "Hummingbird", "GRDB", "sqlite3", "Evaluation", "RuntimeEmulator", "Packaging"])
    func symbols(module: String) {
        // Swift's mangled names have a module's name behind its length.
        let mark = module == "sqlite3" ? module : "\(module.count)\(module)"
        let found = ShellCommand("nm -a '\(FunctionBinary.path)' | grep -c '\(mark)' || true")
        #expect(found.output == "0\n", "\(module): \(found.output)")
        let own = ShellCommand("nm -a '\(FunctionBinary.path)' | grep -c '7Serving'")
        #expect(own.status == 0, "the binary is stripped: its symbols tell nothing")
    }
}
