import Diagnosis
import Packaging

/// What is in a package, as a report.
struct PackageInspectionReport {
    private let inspection: PackageInspection

    /// How many of the largest files are listed.
    private static let listedFiles = 10

    init(_ inspection: PackageInspection) {
        self.inspection = inspection
    }

    /// A row for each part, and below the table the largest files.
    var report: Report {
        Report(
            document,
            title: "\(inspection.path): \(inspection.kind.rawValue), \(ByteCount.text(inspection.archiveByteCount)), "
                + "\(ByteCount.text(inspection.byteCount)) unpacked",
            columns: ["part", "files", "unpacked", "packed", "what"], rows: parts.map(row),
            footer: ["", "largest:"] + largest.map(line) + system)
    }

    private var parts: [PackagePart?] {
        (PackagePart.allCases.map(Optional.some) + [nil]).filter { part in
            inspection.files.contains { $0.part == part }
        }
    }

    private func row(_ part: PackagePart?) -> [String] {
        let files = inspection.files.filter { $0.part == part }
        return [
            part?.rawValue ?? "other", "\(files.count)", ByteCount.text(files.reduce(0) { $0 + $1.byteCount }),
            inspection.packedByteCount(of: part).map(ByteCount.text) ?? "",
            part == .licenses ? "" : Self.name(of: files.first),
        ]
    }

    private static func name(of file: PackageInspection.File?) -> String {
        file?.path.split(separator: "/").last.map(String.init) ?? ""
    }

    private var largest: ArraySlice<PackageInspection.File> { inspection.files.prefix(Self.listedFiles) }

    private func line(_ file: PackageInspection.File) -> String {
        let packed = file.packedByteCount.map { ", \(ByteCount.text($0)) packed" } ?? ""
        return "  \(Diagnosis.excerpt(file.path)): \(ByteCount.text(file.byteCount))\(packed)"
    }

    /// What the function asks of the system that it is started on.
    private var system: [String] {
        guard let function = inspection.function else { return [] }
        let start = inspection.start.map { ", " + verdict($0) } ?? ""
        return ["", "bootstrap, for \(function.processor.rawValue)\(start)"]
    }

    private func verdict(_ start: PackageInspection.Start) -> String {
        switch start {
        case .system: "asks for nothing newer than Amazon Linux 2023 has"
        case .ownLibraries: "is started with the package's own C library"
        case .refused(let obstacles): "does not start on Amazon Linux 2023: \(StartNote.first(obstacles))"
        }
    }
}

// MARK: - For programs

extension PackageInspectionReport {
    private struct Document: Encodable {
        struct File: Encodable {
            let path: String
            let part: String?
            let unpacked: Int
            let packed: Int?
        }

        let path, kind: String
        let bytes, unpacked: Int
        let processor: String?
        let files: [File]
    }

    private var document: Document {
        Document(
            path: inspection.path, kind: inspection.kind.rawValue, bytes: inspection.archiveByteCount,
            unpacked: inspection.byteCount, processor: inspection.function?.processor.rawValue,
            files: inspection.files.map {
                .init(path: $0.path, part: $0.part?.rawValue, unpacked: $0.byteCount, packed: $0.packedByteCount)
            })
    }
}
