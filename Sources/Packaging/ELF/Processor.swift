/// A kind of processor that packages are made for.
package enum Processor: String, CaseIterable, Sendable {
    /// 64-bit Intel and AMD.
    case x86_64  // swift-format-ignore: AlwaysUseLowerCamelCase
    /// 64-bit ARM, such as AWS Graviton.
    case arm64

    /// This machine's.
    package static var current: Processor {
        #if arch(arm64)
        .arm64
        #else
        .x86_64
        #endif
    }

    /// The number in ELF files (`e_machine`).
    init?(elfMachine: UInt16) {
        switch elfMachine {
        case 62: self = .x86_64
        case 183: self = .arm64
        default: return nil
        }
    }

    /// The name in Debian's library folders.
    package var triple: String {
        switch self {
        case .x86_64: "x86_64-linux-gnu"
        case .arm64: "aarch64-linux-gnu"
        }
    }

    /// The name in container images.
    package var containerName: String {
        switch self {
        case .x86_64: "amd64"
        case .arm64: "arm64"
        }
    }
}
