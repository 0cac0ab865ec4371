import Packaging
import Testing

@Suite("Versions of symbols")
struct SymbolVersionTests {
    @Test(
        "names are taken apart",
        arguments: [
            ("GLIBC_2.34", "GLIBC", [2, 34]), ("GLIBCXX_3.4.29", "GLIBCXX", [3, 4, 29]),
            ("GLIBC_PRIVATE", "GLIBC_PRIVATE", []),
            ("GLIBC_ABI_DT_RELR", "GLIBC", [2, 36]), ("CXXABI_FLOAT128", "CXXABI_FLOAT128", []), ("", "", []),
            ("_", "_", []),
            ("GLIBC_2..1", "GLIBC_2..1", []),
        ])
    func parses(name: String, family: String, numbers: [Int]) {
        let version = SymbolVersion(name)
        #expect(version.family == family)
        #expect(version.numbers == numbers)
        #expect(version.description == name)
    }
}
