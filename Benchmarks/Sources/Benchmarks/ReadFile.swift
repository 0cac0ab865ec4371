#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A file's bytes.
func readFile(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
}
