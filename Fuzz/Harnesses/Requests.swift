import Serving

/// Reads a form whose boundary is the input's first line, and finds each field again by its name.
func fuzzForm(_ bytes: [UInt8]) -> Bool {
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
    let type = "multipart/form-data; boundary=\(String(decoding: line, as: UTF8.self))"
    guard let form = try? MultipartBody(Array(bytes.dropFirst(line.count + 1)), contentType: type) else { return true }
    for part in form.parts {
        require(form[part.name] != nil, "a field is found by its name")
        require(part.content.count <= bytes.count, "a field is a part of the form")
    }
    return true
}

/// Reads a web address, and reads what is written of it as the same address; follows a redirect to its own text.
func fuzzAddress(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let address = try? WebAddress(text) else {
        _ = try? WebAddress("https://example.com/a/b?c").redirected(to: text)
        return true
    }
    require((try? WebAddress(address.requestText)) == address, "an address is read from what is written of it")
    require(address.path.utf8.first == UInt8(ascii: "/"), "a path begins with a slash")
    require(!address.requestText.utf8.contains { $0 <= 0x20 || $0 >= 0x7F }, "an address is plain ASCII")
    require((try? address.redirected(to: address.requestText)) == address, "a redirect to itself leads to itself")
    return true
}
