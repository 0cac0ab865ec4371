import Serving
import Testing

@Suite("The policy of addresses")
struct URLPolicyTests {
    private static func allows(_ policy: String, _ address: String) throws -> Bool {
        let policy = try URLPolicy(policy, setting: "APUS_URL_INPUTS")
        let address = try WebAddress(address)
        do {
            try policy.check(address)
            return true
        } catch {
            #expect(error.code == .urlNotAllowed)
            return false
        }
    }

    @Test(
        "allows",
        arguments: [
            ("public", "https://example.com/a"), ("PUBLIC", "http://example.com:80/a"),
            ("public", "https://example.com:443/"), ("example.com", "https://example.com/a?b"),
            ("example.com", "http://example.com/"), ("Example.com", "http://eXample.com/"),
            ("a.com, example.com", "http://example.com/"), ("a.com example.com", "http://a.com/"),
            ("a.com\nb.com,", "http://b.com/"), ("*.example.com", "http://a.example.com/"),
            ("*.example.com", "http://a.b.example.com/"), ("example.com:8080", "http://example.com:8080/"),
            ("example.com:80", "http://example.com/"), ("https://example.com", "https://example.com/"),
            ("HTTP://*.example.com:81", "http://a.example.com:81/"), ("example.com/a", "http://example.com/a"),
            ("example.com/a", "http://example.com/a/b.jpg"), ("example.com/a/", "http://example.com/a/b.jpg"),
            ("example.com/a", "http://example.com/x/../a/b"), ("10.0.0.5", "http://10.0.0.5/"),
            ("[fd12::5]:81", "http://[fd12::5]:81/"), ("[FD12:0::5]", "http://[fd12::5]/"),
        ])
    func allowed(policy: String, address: String) throws {
        #expect(try Self.allows(policy, address))
    }

    @Test(
        "refuses",
        arguments: [
            ("off", "https://example.com/"), ("public", "https://example.com:8443/"),
            ("public", "http://example.com:443/"), ("public", "https://example.com:22/"),
            ("example.com", "https://example.com.evil.com/"), ("example.com", "https://notexample.com/"),
            ("example.com", "https://a.example.com/"), ("example.com", "https://example.com:8443/"),
            ("*.example.com", "https://example.com/"), ("*.example.com", "https://notexample.com/"),
            ("*.example.com", "https://example.com.evil.com/"), ("https://example.com", "http://example.com/"),
            ("example.com:8080", "http://example.com/"), ("example.com/a", "http://example.com/ab"),
            ("example.com/a", "http://example.com/"), ("example.com/a/", "http://example.com/a"),
            ("example.com/a", "http://example.com/a/../b"), ("example.com/a", "http://example.com/a/%2e%2e/b"),
            ("example.com/a", "http://example.com/a/..%2fb"), ("example.com/a", "http://example.com/a/%2E.%5Cb"),
            ("10.0.0.5", "http://10.0.0.6/"), ("10.0.0.5", "http://[::ffff:10.0.0.5]/"),
            ("10.0.0.5:81", "http://10.0.0.5/"),
        ])
    func refused(policy: String, address: String) throws {
        #expect(try !Self.allows(policy, address))
    }

    @Test(
        "is refused with a text that teaches",
        arguments: [
            "", " , ", "on", "none", "all", "allow-list", "publik", "*", "*.com", "*.", "*.*.com", "a.*.com", "a*.com",
            "http://", "ftp://a.com", "user@a.com", "a.com?q", "a.com/?", "a.com#f", "off, a.com", "public a.com",
            "*.10.0.0.5", "10.0.0.0/8 10.1", "a.com:0", "a.com:*", "169.254.169.254", "169.254.170.2:80/v2",
            "[fe80::1]", "[fd00:ec2::254]", "168.63.129.16", "[::ffff:169.254.169.254]", "[::ffff:a9fe:aa02]:80",
            "[::169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "127.1", "a..com",
        ])
    func invalid(policy: String) {
        let error = #expect(throws: ServingError.self) { try URLPolicy(policy, setting: "APUS_URL_INPUTS") }
        #expect(error?.code == .settingInvalid)
        #expect(error.map { "\($0)".contains("APUS_URL_INPUTS") && "\($0)".contains("expected off, public") } ?? false)
    }
}
