#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Names as the engine takes them: C strings, made once, that stay in place as long as this object lives.
final class ONNXNames {
    let texts: [String]
    let pointers: [UnsafePointer<CChar>?]

    init(_ texts: [String]) {
        self.texts = texts
        pointers = texts.map { UnsafePointer(strdup($0)) }
    }

    deinit {
        for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) }
    }
}
