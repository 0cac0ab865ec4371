extension IPAddress {
    /// Whether this is an address of the public internet, and of nothing nearer.
    ///
    /// The blocks are those that IANA's special-purpose registries (RFC 6890 and its updates) do not call globally
    /// reachable, and multicast. It is stricter where a block leads elsewhere than it says: of version 6 only the
    /// allocated 2000::/3 passes, without the IETF's 2001::/23 (Teredo among it) and 6to4, and an address of version 4
    /// that is wrapped as "mapped" or "compatible" is refused whatever it is. NAT64's 64:ff9b::/96 is judged by the
    /// address inside: networks that synthesise it do so for every public name.
    package var isGlobal: Bool {
        switch self {
        case .v4(let number):
            return !AddressBlock.specialV4.contains { $0.contains(number) }
        case .v6(let number) where AddressBlock.translated.contains(number):
            return IPAddress.v4(UInt32(truncatingIfNeeded: number)).isGlobal
        case .v6(let number):
            return AddressBlock.unicast.contains(number) && !AddressBlock.specialV6.contains { $0.contains(number) }
        }
    }

    /// Whether this is where clouds tell a machine's credentials to everybody who asks from there.
    package var mayGiveCredentials: Bool {
        switch self {
        case .v4(let number): AddressBlock.metadataV4.contains { $0.contains(number) }
        case .v6(let number) where AddressBlock.wrapping.contains { $0.contains(number) }:
            IPAddress.v4(UInt32(truncatingIfNeeded: number)).mayGiveCredentials
        case .v6(let number): AddressBlock.metadataV6.contains { $0.contains(number) }
        }
    }
}

/// The addresses that share their first bits.
private struct AddressBlock<Number: FixedWidthInteger & Sendable>: Sendable {
    private let prefix: Number
    private let bits: Int

    func contains(_ number: Number) -> Bool {
        (number ^ prefix) >> (Number.bitWidth - bits) == 0
    }

    static func v4(_ octets: UInt8..., bits: Int) -> Self where Number == UInt32 {
        let padded = octets + [UInt8](repeating: 0, count: 4 - octets.count)
        return Self(prefix: padded.reduce(0) { $0 << 8 | UInt32($1) }, bits: bits)
    }

    static func v6(_ groups: UInt16..., bits: Int) -> Self where Number == UInt128 {
        let padded = groups + [UInt16](repeating: 0, count: 8 - groups.count)
        return Self(prefix: padded.reduce(0) { $0 << 16 | UInt128($1) }, bits: bits)
    }
}

extension AddressBlock<UInt32> {
    static let linkLocal = v4(169, 254, bits: 16)
    /// Azure's host, which answers there to every machine.
    static let wireServer = v4(168, 63, 129, 16, bits: 32)
    static let metadataV4: [Self] = [linkLocal, wireServer]

    static let specialV4: [Self] = [
        v4(0, bits: 8),  // this network
        v4(10, bits: 8),  // private
        v4(100, 64, bits: 10),  // shared between carrier and customer
        v4(127, bits: 8),  // loopback
        wireServer,
        linkLocal,
        v4(172, 16, bits: 12),  // private
        v4(192, 0, 0, bits: 24),  // IETF protocol assignments
        v4(192, 0, 2, bits: 24),  // documentation
        v4(192, 88, 99, bits: 24),  // relays of 6to4, deprecated
        v4(192, 168, bits: 16),  // private
        v4(198, 18, bits: 15),  // benchmarking
        v4(198, 51, 100, bits: 24),  // documentation
        v4(203, 0, 113, bits: 24),  // documentation
        v4(224, bits: 4),  // multicast
        v4(240, bits: 4),  // reserved, and broadcast
    ]
}

extension AddressBlock<UInt128> {
    /// Link-local, and what AWS keeps for its own services.
    static let metadataV6: [Self] = [v6(0xFE80, bits: 10), v6(0xFD00, 0x0EC2, bits: 32)]
    static let translated = v6(0x64, 0xFF9B, bits: 96)
    /// Addresses of version 4 in their last 32 bits: translated, "mapped", "compatible".
    static let wrapping: [Self] = [translated, v6(0, 0, 0, 0, 0, 0xFFFF, bits: 96), v6(0, bits: 96)]
    static let unicast = v6(0x2000, bits: 3)

    /// Those within `unicast`.
    static let specialV6: [Self] = [
        v6(0x2001, bits: 23),  // IETF protocol assignments: Teredo, benchmarking, ORCHID
        v6(0x2001, 0x0DB8, bits: 32),  // documentation
        v6(0x2002, bits: 16),  // 6to4
        v6(0x3FFF, bits: 20),  // documentation
    ]
}
