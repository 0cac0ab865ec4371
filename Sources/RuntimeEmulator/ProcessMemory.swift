#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Memory of another process.
enum ProcessMemory {
    /// The most that it has held at a time, in bytes, or `nil` where the system does not tell.
    ///
    /// Not `ru_maxrss`: that one counts what the parent held when it started the child.
    static func peak(of identifier: pid_t) -> Int? {
        guard let file = fopen("/proc/\(identifier)/status", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let words = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
                .split(whereSeparator: \.isWhitespace)
            if words.first == "VmHWM:", words.count > 1 { return Int(words[1]).map { $0 << 10 } }
        }
        return nil
    }
}
