#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The files and sockets of this process, which a function must not inherit.
///
/// Sockets of NIO are inherited unless somebody sees to it: a function would keep connections of others open that were
/// closed here, and those at the other end would wait for good.
enum OpenFiles {
    /// How many may be opened by other threads until the function has been started.
    private static let reserve: Int32 = 64

    /// Numbers that cover all files but the three standard streams.
    static var descriptors: Range<Int32> {
        var highest: Int32 = 2
        guard let folder = opendir("/dev/fd") else { return 3..<1_024 }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let descriptor = Int32(name) { highest = max(highest, descriptor) }
        }
        return 3..<highest + reserve
    }
}
