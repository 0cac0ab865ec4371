/// What a container finds beside its program where there is no distribution under it: users, certificates, `/tmp`.
package enum ImageBase {
    /// The number of the user without rights that containers run as.
    static let userID = 65_532
    /// Where the certificates lie, without the first slash: where Debian has them, and so most programs look.
    static let certificates = "etc/ssl/certs/ca-certificates.crt"

    /// Where distributions keep the certificates of the authorities that they trust.
    private static let certificateBundles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]

    /// The certificates of this machine.
    ///
    /// - Throws: ``PackagingError`` with `package-file-unreadable` where there are none.
    package static func localCertificates() throws(PackagingError) -> [UInt8] {
        for path in certificateBundles {
            guard let file = try? SourceFile(path) else { continue }
            return try file.bytes(in: 0..<file.byteCount)
        }
        throw PackagingError(
            .fileUnreadable, "this machine has no certificates of authorities to put into an image",
            expected: certificateBundles.joined(separator: ", "), advice: "apt-get install ca-certificates")
    }

    /// The entries, with the folders that need another mode than most.
    static func items(certificates: [UInt8]) -> [TarItem] {
        let users = """
            root:x:0:0:root:/root:/sbin/nologin
            nonroot:x:\(userID):\(userID):nonroot:/tmp:/sbin/nologin

            """
        let groups = """
            root:x:0:
            nonroot:x:\(userID):

            """
        return [
            TarItem("etc/group", bytes: Array(groups.utf8)),
            TarItem("etc/passwd", bytes: Array(users.utf8)),
            TarItem(Self.certificates, bytes: certificates),
            TarItem(.folder("tmp", permissions: 0o1777)),
        ]
    }
}
