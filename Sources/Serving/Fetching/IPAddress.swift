/// An IP address of either version, as a number in host order.
package enum IPAddress: Sendable, Hashable {
    /// An address of version 4; the first octet is the highest.
    case v4(UInt32)
    /// An address of version 6; the first group is the highest.
    case v6(UInt128)

    /// Takes four octets.
    package init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
        self = .v4([first, second, third, fourth].reduce(0) { $0 << 8 | UInt32($1) })
    }
}

extension IPAddress: CustomStringConvertible {
    /// Four decimal octets, or the form of RFC 5952 section 4: lower case, the longest run of zeros as `::`.
    package var description: String {
        switch self {
        case .v4(let number):
            return stride(from: 24, through: 0, by: -8).map { String(number >> $0 & 0xFF) }.joined(separator: ".")
        case .v6(let number):
            let groups = stride(from: 112, through: 0, by: -16).map { UInt16(truncatingIfNeeded: number >> $0) }
            let zeros = Self.longestRunOfZeros(in: groups)
            guard zeros.count > 1 else { return Self.text(of: groups[...]) }
            return Self.text(of: groups[..<zeros.lowerBound]) + "::" + Self.text(of: groups[zeros.upperBound...])
        }
    }

    private static func text(of groups: ArraySlice<UInt16>) -> String {
        groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// The first of the longest runs.
    private static func longestRunOfZeros(in groups: [UInt16]) -> Range<Int> {
        var longest = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 {
                start = index + 1
            } else if index + 1 - start > longest.count {
                longest = start..<index + 1
            }
        }
        return longest
    }
}
