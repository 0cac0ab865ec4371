import Diagnosis
import Serving
import Testing

@Suite("A web address")
struct WebAddressTests {
    @Test(
        "is written in one form",
        arguments: [
            ("http://example.com", "http://example.com/"), ("HTTPS://Example.COM/A.jpg", "https://example.com/A.jpg"),
            ("https://example.com:8443/a?b=c&d=%2F#e", "https://example.com:8443/a?b=c&d=%2F"),
            ("http://example.com?q", "http://example.com/?q"), ("http://example.com/?", "http://example.com/?"),
            ("http://example.com#f/g?h", "http://example.com/"), ("http://1.2.3.4/", "http://1.2.3.4/"),
            ("http://[2606:4700:0:0::1111]:80/x", "http://[2606:4700::1111]:80/x"),
            ("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
            ("http://xn--bcher-kva.example/", "http://xn--bcher-kva.example/"),
            ("http://a_b.example.com/", "http://a_b.example.com/"),
            ("http://127.0.0.1.example.com/", "http://127.0.0.1.example.com/"),
            ("http://example.com/a/./b/../c", "http://example.com/a/c"),
            ("http://example.com/../../a", "http://example.com/a"),
            ("http://example.com/a/%2E%2e/b/.%2e/%2e", "http://example.com/"),
            ("http://example.com/a/b/..", "http://example.com/a/"),
            ("http://example.com/a//b", "http://example.com/a//b"),
            ("http://example.com/..a/...", "http://example.com/..a/..."),
            ("http://example.com/ü|[x]?\"ö\"", "http://example.com/%C3%BC%7C%5Bx%5D?%22%C3%B6%22"),
            ("http://example.com/a@b:c;d=e,f!$&'()*+~", "http://example.com/a@b:c;d=e,f!$&'()*+~"),
            ("http://example.com/a?\u{301}b", "http://example.com/a?%CC%81b"),
        ])
    func form(text: String, expected: String) throws {
        #expect(try WebAddress(text).requestText == expected)
        #expect(try WebAddress(expected).requestText == expected)
    }

    @Test(
        "is none, and the error gives no secret away",
        arguments: [
            "", "secret", "/secret", "//example.com/secret", "http:", "http:/", "http://", "http:///secret",
            "http:example.com", "http:/example.com/secret", "ftp://example.com/secret", "file:///secret",
            "gopher://127.0.0.1:11211/secret", "javascript:secret", "data:image/png;base64,secret",
            "http+unix://secret/", "unix:///secret", "httpx://a.b/secret", "http://secret@example.com/",
            "http://user:secret@example.com/", "http://example.com:80@127.0.0.1/secret",
            "http://example.com\\@127.0.0.1/secret", "http:\\\\example.com/secret", "http://example.com\\secret",
            "http://exa mple.com/secret", "http://example.com/secret\r\nHost: internal", "http://example.com/\tsecret",
            "http://example.com/secret ", " http://example.com/secret", "http://example.com/\0secret",
            "http://example.com/\u{7F}secret", "http://2130706433/secret", "http://0x7f000001/secret",
            "http://0x7f.1/secret", "http://017700000001/secret", "http://0177.0.0.1/secret", "http://127.1/secret",
            "http://127.0.1/secret", "http://127.0.0.1./secret", "http://127.0.0.0x1/secret", "http://1.2.3.4.5/secret",
            "http://example.0x7f/secret", "http://256.1.1.1/secret", "http://%31%32%37.0.0.1/secret",
            "http://exam%70le.com/secret", "http://example..com/secret", "http://.example.com/secret",
            "http://example.com./secret", "http://-a.example.com/secret", "http://a-.example.com/secret",
            "http://bücher.example/secret", "http://１２７.0.0.1/secret", "http://ⓔxample.com/secret",
            "http://example。com/secret", "http://localhost\u{301}/secret", "http://[::1/secret", "http://::1/secret",
            "http://[::1]x/secret", "http://[::1%25eth0]/secret", "http://[127.0.0.1]/secret", "http://[]/secret",
            "http://[::1]]/secret", "http://[v1.a]/secret", "http://a]b.com/secret", "http://example.com:/secret",
            "http://example.com:0/secret", "http://example.com:080/secret", "http://example.com:65536/secret",
            "http://example.com:99999999999999999999/secret", "http://example.com:-1/secret",
            "http://example.com:8a/secret", "http://example.com:80:80/secret", "http://example.com:+80/secret",
            "http://example.com/secret%", "http://example.com/secret%4", "http://example.com/secret%zz",
            "http://example.com/?secret%g1", "http://a,b.com/secret", "http://a'b.com/secret", "http://a*b.com/secret",
            "http://a~b.com/secret", "http://a;b/secret",
        ])
    func refused(text: String) {
        let error = #expect(throws: ServingError.self) { try WebAddress(text) }
        #expect(error?.code == .urlInvalid)
        #expect(error.map { !"\($0)".contains("secret") } ?? false)
    }

    @Test("of more than 8192 bytes or with a host of more than 253 is refused")
    func long() throws {
        let start = "http://example.com/"
        #expect(throws: Never.self) { try WebAddress(start + String(repeating: "a", count: 8_192 - start.utf8.count)) }
        #expect(throws: ServingError.self) {
            try WebAddress(start + String(repeating: "a", count: 8_193 - start.utf8.count))
        }
        #expect(throws: ServingError.self) { try WebAddress("http://\(String(repeating: "a", count: 64)).com/") }
        #expect(throws: ServingError.self) { try WebAddress("http://\(String(repeating: "a.", count: 126))com/") }
    }

    @Test("in a log has no query, because that may be a signature")
    func description() throws {
        let address = try WebAddress("https://bucket.s3.amazonaws.com/a%20b.jpg?X-Amz-Signature=secret#secret")
        #expect("\(address)" == "https://bucket.s3.amazonaws.com/a%20b.jpg")
    }

    @Test(
        "leads on as RFC 3986 section 5.4 says",
        arguments: [
            ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
            ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"), ("g#s", "http://a/b/c/g"), (";x", "http://a/b/c/;x"),
            ("g;x=1/../y", "http://a/b/c/y"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("..", "http://a/b/"),
            ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../../../g", "http://a/g"), ("/./g", "http://a/g"),
            ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"), ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("https://h/x", "https://h/x"), ("ü", "http://a/b/c/%C3%BC"), ("/\u{338}/g", "http://a/%CC%B8/g"),
        ])
    func redirect(reference: String, expected: String) throws {
        #expect(try WebAddress("http://a/b/c/d;p?q").redirected(to: reference).requestText == expected)
    }

    @Test(
        "leads nowhere but to the web",
        arguments: [
            "file:///etc/passwd", "gopher://a/", "http://u@a/", "//u@a/", "g:h", "\\\\a", "/a b", "//127.1/", "http:g",
        ])
    func redirectRefused(reference: String) throws {
        let address = try WebAddress("http://a/b")
        #expect(throws: ServingError.self) { try address.redirected(to: reference) }
    }

    @Test("leads from http to https and never back")
    func downgrade() throws {
        #expect(try WebAddress("http://a/").redirected(to: "https://a/").scheme == .https)
        let error = #expect(throws: ServingError.self) { try WebAddress("https://a/").redirected(to: "http://a/") }
        #expect(error?.code == .urlNotAllowed)
    }
}
