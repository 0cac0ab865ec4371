import Foundation
import Serving
import Testing

@Suite("An IP address")
struct IPAddressTests {
    /// Rows of `Fixtures/addresses.tsv`: text, canonical text, Python's verdict, the expected one, the reason.
    private static func rows() throws -> [[Substring]] {
        try String(contentsOfFile: FetchingFixture.path("Fixtures/addresses.tsv"), encoding: .utf8)
            .split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    }

    @Test("is read and written as Python's ipaddress does")
    func text() throws {
        let rows = try Self.rows()
        #expect(rows.count > 800)
        for row in rows {
            let address = try #require(IPAddress(String(row[0])), "\(row[0])")
            #expect(address.description == row[1])
            #expect(IPAddress(String(row[1])) == address)
        }
    }

    @Test("is global where Python's is_global says so, but for the differences that the script lists")
    func reach() throws {
        for row in try Self.rows() {
            let address = try #require(IPAddress(String(row[0])))
            #expect(address.isGlobal == (row[3] == "1"), "\(row)")
            #expect(row[2] == row[3] || row[3] == "0", "laxer than Python: \(row)")
        }
    }

    @Test(
        "is none where programs differ in what it means",
        arguments: [
            "", "1", "127.1", "1.2.3", "1.2.3.4.5", "1.2.3.4.", ".1.2.3.4", "1..2.3", "01.2.3.4", "1.2.3.00",
            "256.1.1.1", "0x7f.0.0.1", "0177.0.0.1", "2130706433", "1.2.3.4 ", " 1.2.3.4", "+1.2.3.4", "1.2.3.-4",
            "1.2.3.4/32", "١.٢.٣.٤", "１.2.3.4", "1.2.3.9999999999999999999", ":", ":::", "1:::2", "1::2::3",
            "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", ":1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:", "::12345",
            "::g", "::1%eth0", "::1/128", "[::1]", "::1.2.3", "::1.2.3.4.5", "1.2.3.4::", "::1.2.3.4:5", "::01.2.3.4",
            "::-1", "::+1", "fe80::1%1", "0000:0000:0000:0000:0000:ffff:255.255.255.2555", "::1::",
            "1:2:3:4:5:6:1.2.3.4:8", "::1.2.3.4\0",
        ])
    func refused(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(
        "of version 6 may end in octets and leave zeros out",
        arguments: [
            ("::ffff:127.0.0.1", "::ffff:7f00:1"), ("64:ff9b::8.8.8.8", "64:ff9b::808:808"), ("::", "::"),
            ("1::", "1::"), ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"), ("ABCD:EF01::0", "abcd:ef01::"),
            ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("1:0:0:2:3:0:0:4", "1::2:3:0:0:4"),
            ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ])
    func forms(text: String, canonical: String) {
        #expect(IPAddress(text)?.description == canonical)
    }

    @Test(
        "is not global where it hides one that is not",
        arguments: [
            "127.0.0.1", "169.254.169.254", "169.254.170.2", "100.100.100.200", "192.0.0.192", "168.63.129.16",
            "fd00:ec2::254", "::1", "::", "::ffff:8.8.8.8", "::ffff:169.254.169.254", "::8.8.8.8", "2002:7f00:1::",
            "2002:808:808::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "64:ff9b::127.0.0.1", "64:ff9b::169.254.169.254",
            "64:ff9b:1::8.8.8.8", "fec0::1", "ff02::1", "255.255.255.255", "0.0.0.0", "0.1.2.3",
        ])
    func notGlobal(text: String) throws {
        #expect(try !#require(IPAddress(text)).isGlobal)
    }

    @Test("of the public internet is global", arguments: ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "64:ff9b::8.8.8.8"])
    func global(text: String) throws {
        #expect(try #require(IPAddress(text)).isGlobal)
    }
}
