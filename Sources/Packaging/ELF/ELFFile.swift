import Diagnosis

/// A program or shared library for 64-bit Linux: what it asks of the system, read without running it.
///
/// Every byte is treated as hostile. What tools keep behind the segments, symbols and debug information, is not read.
/// Fields are named after the System V ABI and its GNU extensions.
package struct ELFFile: Sendable {
    /// The file's name, for messages.
    package let name: String
    /// The processor that it is for.
    package let processor: Processor
    /// The loader that starts it (`PT_INTERP`); programs have one, libraries do not.
    package let interpreter: String?
    /// The name that programs ask for (`DT_SONAME`).
    package let libraryName: String?
    /// The libraries that it asks for (`DT_NEEDED`).
    package let needed: [String]
    /// Where it wants them to be looked for (`DT_RUNPATH`, else `DT_RPATH`).
    package let searchPath: [String]
    /// The versions that it asks of them.
    package let versionNeeds: [VersionNeed]

    /// The file as far as segments reach, without the rest.
    let loadedBytes: [UInt8]
    /// Where the loader's path stands.
    let interpreterPlace: Range<Int>?
    /// Where the tag `DT_RUNPATH` stands.
    let runpathPlace: Int?

    private static let headerByteCount = 64
    /// Files beyond it fit into no package.
    private static let maximumBytes = 2 << 30

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - source: The file.
    ///   - name: How messages name it.
    /// - Throws: ``PackagingError`` with `binary-corrupt`, `binary-foreign` or `package-file-unreadable`.
    package init(_ source: any ByteSource, name: String) throws(PackagingError) {
        self.name = name
        let head = ELFBytes(name: name, bytes: try source.bytes(in: 0..<Self.headerByteCount))
        processor = try Self.processor(head)
        let table = try Self.segmentTable(head)
        let start = ELFBytes(name: name, bytes: try source.bytes(in: 0..<table.upperBound))
        let segments = try Self.segments(start, in: table)
        let end = segments.reduce(table.upperBound) { max($0, $1.end) }
        guard end <= source.byteCount, end <= Self.maximumBytes else {
            throw head.corrupt("\(source.byteCount) bytes, where segments reach to \(end)")
        }
        let bytes = ELFBytes(name: name, bytes: try source.bytes(in: 0..<end))
        loadedBytes = bytes.bytes
        let interpreterSegment = segments.first { $0.kind == .interpreter }
        interpreterPlace = interpreterSegment.map { $0.offset..<$0.end }
        interpreter = try interpreterSegment.map { segment throws(PackagingError) in try bytes.text(at: segment.offset)
        }
        let facts = try ELFDynamicFacts(bytes, segments)
        (libraryName, needed, searchPath) = (facts.libraryName, facts.needed, facts.searchPath)
        (versionNeeds, runpathPlace) = (facts.versionNeeds, facts.runpathPlace)
    }

    /// Reads the file at a path.
    ///
    /// - Throws: ``PackagingError`` with `binary-corrupt`, `binary-foreign` or `package-file-unreadable`.
    package init(path: String) throws(PackagingError) {
        try self.init(SourceFile(path), name: path)
    }

    /// Whether it finds libraries on its own path before those of `LD_LIBRARY_PATH` (`DT_RPATH` without `DT_RUNPATH`).
    var isSearchedFirst: Bool { runpathPlace == nil && !searchPath.isEmpty }

    /// Refuses a file for another processor.
    ///
    /// - Throws: ``PackagingError`` with `binary-foreign`.
    package func check(isFor processor: Processor) throws(PackagingError) {
        guard self.processor == processor else {
            throw PackagingError(
                .binaryForeign, "\(Diagnosis.excerpt(name)) is for another processor", expected: processor.rawValue,
                found: self.processor.rawValue,
                advice: "name files for \(processor.rawValue) with --function and --engine, or choose with --arch")
        }
    }
}

// MARK: - Headers

extension ELFFile {
    private static func processor(_ head: ELFBytes) throws(PackagingError) -> Processor {
        guard head.bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { throw head.corrupt("no ELF file") }
        // 64 bits, little-endian.
        guard try head.integer(UInt8.self, at: 4) == 2, try head.integer(UInt8.self, at: 5) == 1 else {
            throw foreign(head.name, found: "a 32-bit or big-endian file")
        }
        guard [2, 3].contains(try head.integer(UInt16.self, at: 16)) else {
            throw head.corrupt("neither a program nor a shared library")
        }
        let machine = try head.integer(UInt16.self, at: 18)
        guard let processor = Processor(elfMachine: machine) else {
            throw foreign(head.name, found: "a file for machine \(machine)")
        }
        return processor
    }

    private static func foreign(_ name: String, found: String) -> PackagingError {
        PackagingError(
            .binaryForeign, "\(Diagnosis.excerpt(name)) is for a processor that Lambda does not have",
            expected: Processor.allCases.map(\.rawValue).joined(separator: " or "), found: found)
    }

    private static func segmentTable(_ head: ELFBytes) throws(PackagingError) -> Range<Int> {
        let start = try head.number(at: 32)
        let size = Int(try head.integer(UInt16.self, at: 54))
        let count = Int(try head.integer(UInt16.self, at: 56))
        let (end, overflow) = start.addingReportingOverflow(count * size)
        guard size == ELFSegment.headerByteCount, count > 0, !overflow, end <= maximumBytes else {
            throw head.corrupt("\(count) segments of \(size) bytes")
        }
        return start..<end
    }

    private static func segments(_ bytes: ELFBytes, in table: Range<Int>) throws(PackagingError) -> [ELFSegment] {
        var segments: [ELFSegment] = []
        for place in stride(from: table.lowerBound, to: table.upperBound, by: ELFSegment.headerByteCount) {
            segments.append(try ELFSegment(bytes, at: place))
        }
        return segments
    }
}
