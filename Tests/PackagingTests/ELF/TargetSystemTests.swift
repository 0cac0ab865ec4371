import Packaging
import Testing

@Suite("What Lambda's system has")
struct TargetSystemTests {
    @Test(
        "a version of one of its libraries is there only where it is known to be",
        arguments: [
            ("libc.so.6", "GLIBC_2.34", false), ("libc.so.6", "GLIBC_2.35", true), ("libc.so.6", "GLIBC_2.2.5", false),
            ("libc.so.6", "GLIBC_ABI_DT_RELR", true), ("libc.so.6", "GLIBC_ABI_GNU2_TLS", true),
            ("ld-linux-x86-64.so.2", "GLIBC_PRIVATE", true), ("libm.so.6", "UNKNOWN_1.0", true),
            ("libstdc++.so.6", "CXXABI_FLOAT128", false), ("libstdc++.so.6", "CXXABI_TM_1", false),
            ("libstdc++.so.6", "GLIBCXX_3.4.30", true), ("libgcc_s.so.1", "GCC_12.0.0", true),
            ("libz.so.1", "ZLIB_1.2.9", false), ("libz.so.1", "ZLIB_1.2.12", true),
            ("libelsewhere.so.1", "ELSEWHERE_7", false),
        ])
    func lacks(library: String, version: String, isLacking: Bool) {
        let need = VersionNeed(library: library, version: SymbolVersion(version))
        #expect(TargetSystem.amazonLinux2023.lacks(need) == isLacking)
    }
}
