import CInference

/// The kinds of processor that a prepared model is made for.
///
/// ONNX Runtime orders the weights of convolutions in blocks of channels, and the size of a block is the processor's:
/// 16 with AVX2, FMA and AVX-512F, 8 on every other x86-64 (`NchwcBlockSize` in its `mlas/lib/platform.cpp`). On arm64
/// the blocks are fixed when the engine is built, but operators of half precision are there only where the processor
/// has arithmetic for them. Other extensions choose kernels, not layouts, so they do not tell families apart.
package struct ProcessorFamily: Sendable, Hashable {
    /// The family's name, which is also part of file names: `x86-64`, `x86-64-avx512`, `arm64`, `arm64-fp16`.
    package let name: String

    /// Names a family.
    package init(_ name: String) {
        self.name = name
    }

    /// The family of the processor that this program runs on.
    package static let current = ProcessorFamily(String(cString: apus_processor_family()))
}
