import Inference

/// The licences that go with a package: what is inside, and the texts.
struct LicenseTexts {
    /// The files.
    let files: [PackagedFile]

    /// More than all texts there are.
    private static let maximumCount = 1_000

    /// Gathers them.
    ///
    /// - Parameters:
    ///   - request: What is packaged.
    ///   - libraries: The system's libraries that are in the package.
    ///   - areRelinked: Whether the package's files find each other before the system's.
    ///   - model: What is known of the model's licence.
    /// - Throws: ``PackagingError`` with `package-file-unreadable`.
    init(
        of request: PackageRequest, libraries: [LibraryClosure.Library], areRelinked: Bool, model: ModelLicense?
    ) throws(PackagingError) {
        var texts: [PackagedFile] = []
        if let folder = request.licenses { texts += try Self.texts(in: folder, as: "licenses") }
        // scripts/setup keeps the engine's texts beside the folder that the engine is in.
        let engines = Folder.parent(of: Folder.parent(of: Folder.absolute(request.engine))) + "/licenses/onnxruntime"
        texts += try Self.texts(in: engines, as: "licenses/onnxruntime")
        var records: [[UInt8]] = []
        for library in libraries {
            guard let path = Self.debianRecord(of: library) else { continue }
            let file = try SourceFile(path)
            records.append(try file.bytes(in: 0..<file.byteCount))
            texts.append(
                try PackagedFile(path: "licenses/\(library.name)/copyright", part: .licenses, fileAt: path))
        }
        texts += try CommonLicenses.files(namedIn: records)
        let notice = Self.notice(texts, libraries: libraries, areRelinked: areRelinked, model: model)
        files = [PackagedFile(path: "licenses/NOTICE", part: .licenses, content: .bytes(Array(notice.utf8)))] + texts
    }

    private static func texts(in folder: String, as place: String) throws(PackagingError) -> [PackagedFile] {
        var files: [PackagedFile] = []
        for name in Folder.names(in: folder).sorted().prefix(maximumCount) where !name.hasPrefix(".") {
            if let file = try? PackagedFile(path: "\(place)/\(name)", part: .licenses, fileAt: "\(folder)/\(name)") {
                files.append(file)
            } else if place == "licenses" {
                files += try texts(in: "\(folder)/\(name)", as: "\(place)/\(name)")
            }
        }
        return files
    }

    /// Debian's record of a library's authors; its packages are named after the library's name and version.
    private static func debianRecord(of library: LibraryClosure.Library) -> String? {
        let parts = library.name.split(separator: ".").map(String.init)
        let stem = (parts.first ?? "").replacing("_", with: "-")
        let version = parts.last ?? ""
        let glibc = ["libc", "libm", "libdl", "librt", "libpthread", "libresolv", "libutil"]
        if glibc.contains(stem) || stem.hasPrefix("ld-linux") { return existing("libc6") }
        return existing(stem + version) ?? existing("\(stem)-\(version)") ?? existing(stem == "libz" ? "zlib1g" : stem)
    }

    private static func existing(_ package: String) -> String? {
        let path = "/usr/share/doc/\(package)/copyright"
        return (try? SourceFile(path)) == nil ? nil : path
    }

    private static func notice(
        _ texts: [PackagedFile], libraries: [LibraryClosure.Library], areRelinked: Bool, model: ModelLicense?
    ) -> String {
        var lines = [
            "This package was made by apus. It holds:", "",
            "- bootstrap: Apus (Apache License 2.0), and linked into it Swift's libraries, the Swift packages and the",
            "  image codecs that have a folder here. swift-crypto and swift-nio-ssl contain BoringSSL (Apache License 2.0).",
            "- lib/libonnxruntime: ONNX Runtime (MIT License), with the third-party code that its notices name.",
        ]
        lines += libraries.map { "- \($0.name), from the system that the package was made on." }
        if let model { lines.append("- model/\(model.name): \(model.text)") }
        lines += ["", "Programs and libraries are without symbols and debug information, which only tools read."]
        if areRelinked {
            lines += [
                "They find this package's libraries before the system's: DT_RPATH stands where they had DT_RUNPATH, and",
                "bootstrap names the package's loader. Nothing else of them was changed.",
            ]
        }
        lines += ["", "Texts:"] + texts.map { "- \($0.path)" }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// What a model's manifest tells about its licence.
struct ModelLicense: Sendable {
    /// The model's name.
    let name: String
    /// The licence, or that none is known.
    let text: String

    /// Takes what the manifest says.
    init(name: String, licence: String?) {
        self.name = name
        text = licence.map { "licence: \($0)" } ?? "its manifest names no licence."
    }
}
