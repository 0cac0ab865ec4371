import Packaging

/// A package as a report: what its parts weigh, and the ways to Lambda.
struct PackageReport {
    private let build: PackageBuild
    private let isDryRun: Bool
    private let name: String?

    /// Reports on a package; one that stays nowhere goes by a name in the place of its path.
    init(_ build: PackageBuild, isDryRun: Bool = false, name: String? = nil) {
        self.build = build
        self.isDryRun = isDryRun
        self.name = name
    }

    /// A row for each part.
    var report: Report {
        Report(
            document, title: title, columns: ["part", "files", "unpacked", "packed"],
            rows: build.sizes.rows.map { row in
                [
                    row.part.rawValue, "\(row.fileCount)", ByteCount.text(row.byteCount),
                    row.packedByteCount.map(ByteCount.text) ?? "",
                ]
            },
            footer: [""] + build.routes.map(line) + ["", trialLine])
    }

    private var title: String {
        let outputs = build.outputs.map { "\(name ?? $0.path) (\(ByteCount.text($0.byteCount)))" }
            .joined(separator: ", ")
        return "\(isDryRun ? "would write " : "")\(outputs), \(ByteCount.text(build.sizes.byteCount)) unpacked"
    }

    /// One way: whether it fits, and how much of the limit it takes.
    private func line(_ route: PackageRoute) -> String {
        let mark = route.way == build.way ? "→" : " "
        let verdict: String =
            switch (route.fits, route.byteCount) {
            case (true?, let byteCount?): "fits, \(ByteCount.text(byteCount)) of \(ByteCount.text(route.limit))"
            case (false?, let byteCount?): "too large, \(ByteCount.text(byteCount)) of \(ByteCount.text(route.limit))"
            // Of images only libraries of another processor can be unknown.
            default: "known once it is packed\(route.way == .image ? "" : ": --kind \(route.way.kind.rawValue)")"
            }
        return "\(mark) \(route.way.rawValue): \(verdict)"
    }

    private var trialLine: String {
        switch build.trial {
        case .answered(let time):
            "It answered an event in a root of its own, \(Self.milliseconds(time)) after its start."
        case .answeredInPlace(let time):
            "It answered an event \(Self.milliseconds(time)) after its start, among this machine's files: "
                + "this user may not make a root."
        case .skipped(let reason): "It was not started: \(reason)."
        }
    }

    private static func milliseconds(_ time: Double) -> String { "\(time.formatted(decimals: 0)) ms" }
}

// MARK: - For programs

extension PackageReport {
    private struct Document: Encodable {
        struct File: Encodable {
            let path: String
            let bytes: Int
        }
        struct Part: Encodable {
            let part: String
            let files, unpacked: Int
            let packed: Int?
        }
        struct Route: Encodable {
            let way: String
            let bytes: Int?
            let limit: Int
            let fits: Bool?
        }

        let kind: String
        let files: [File]
        let parts: [Part]
        let routes: [Route]
        let way: String
        let trial: String
    }

    private var document: Document {
        Document(
            kind: build.kind.rawValue, files: build.outputs.map { .init(path: $0.path, bytes: $0.byteCount) },
            parts: build.sizes.rows.map { row in
                .init(
                    part: row.part.rawValue, files: row.fileCount, unpacked: row.byteCount, packed: row.packedByteCount)
            },
            routes: build.routes.map {
                .init(way: $0.way.rawValue, bytes: $0.byteCount, limit: $0.limit, fits: $0.fits)
            },
            way: build.way.rawValue, trial: trialLine)
    }
}
