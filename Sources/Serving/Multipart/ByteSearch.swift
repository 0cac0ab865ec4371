#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension [UInt8] {
    /// Where a pattern is found first within a range.
    ///
    /// The C library skips to the pattern's first byte with vector instructions. A line break is rare in a picture's
    /// bytes, so that is nearly all there is to do.
    func firstRange(of pattern: [UInt8], within range: Range<Int>) -> Range<Int>? {
        guard let first = pattern.first else { return nil }
        return withUnsafeBytes { bytes in
            let place = UnsafeRawBufferPointer(rebasing: bytes[range])
            var offset = 0
            while offset + pattern.count <= place.count, let start = place.baseAddress,
                let found = memchr(start + offset, Int32(first), place.count - offset - pattern.count + 1)
            {
                offset = UnsafeRawPointer(found) - start
                if memcmp(found, pattern, pattern.count) == 0 {
                    let lowerBound = range.lowerBound + offset
                    return lowerBound..<lowerBound + pattern.count
                }
                offset += 1
            }
            return nil
        }
    }
}
