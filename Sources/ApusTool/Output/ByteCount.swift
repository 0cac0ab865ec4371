/// Sizes as people read them.
enum ByteCount {
    /// Thousands or millions of bytes to one decimal: `7.9 MB`.
    static func text(_ count: Int) -> String {
        count < 1_000_000
            ? "\((Double(count) / 1_000).formatted(decimals: 1)) kB"
            : "\((Double(count) / 1_000_000).formatted(decimals: 1)) MB"
    }
}
