/// A model in ONNX Runtime's own format, rewritten ahead of time for an engine and a kind of processor.
///
/// It lies beside the model that it was made of, one file for each kind of processor, and a session reads its weights
/// in place. Whether it still fits is told by the facts at its end, see ``problem(of:for:engine:_:)``.
package struct PreparedModel: Sendable {
    /// The file's path.
    package let path: String
    let mapping: MappedFile
    let engineByteCount: Int
    let facts: PreparedModelFacts

    /// The file's size, in bytes.
    package var byteCount: Int { mapping.byteCount }
    /// The processors that it is for.
    package var processor: ProcessorFamily { facts.processor }
    /// The release of the engine that it is for.
    package var engine: String { facts.engine }
    /// How far the graph was rewritten.
    package var optimization: SessionOptions.GraphOptimization { facts.optimization }

    /// Where a model's prepared form is: the model's path with the extension replaced by `.<processor>.ort`.
    package static func path(forModel model: String, processor: ProcessorFamily = .current) -> String {
        "\(stem(ofModel: model)).\(processor.name).ort"
    }

    /// Maps a file and reads the facts at its end.
    ///
    /// - Returns: `nil` where the file is not there or does not end in facts.
    package init?(path: String) {
        guard let mapping = try? MappedFile(path: path) else { return nil }
        self.init(path: path, mapping)
    }

    init?(path: String, _ mapping: MappedFile) {
        guard let contents = mapping.withBytes(PreparedModelTrailer.read) else { return nil }
        self.path = path
        self.mapping = mapping
        (engineByteCount, facts) = contents
    }

    /// A model's path without the extension of its name.
    static func stem(ofModel model: String) -> Substring {
        let start = model.lastIndex(of: "/").map { model.index(after: $0) } ?? model.startIndex
        guard let dot = model[start...].lastIndex(of: "."), dot != start else { return model[...] }
        return model[..<dot]
    }
}

// MARK: - Whether it fits

extension PreparedModel {
    /// How sure a prepared form is to be of its model.
    package enum Scrutiny {
        /// What a cold start can afford: size and a sample; the whole where the model was written later.
        case quick
        /// Every byte.
        case thorough
    }

    /// The prepared form that a session with these options may use in a model's place, or `nil`.
    static func usable(forModelAt path: String, options: SessionOptions, engine: String) -> PreparedModel? {
        guard options.usesPreparedModel, options.optimizedModelPath == nil,
            let prepared = PreparedModel(path: Self.path(forModel: path)),
            let model = try? MappedFile(path: path),
            prepared.problem(of: model, for: options, engine: engine, .quick) == nil
        else { return nil }
        return prepared
    }

    /// Why this form cannot stand for a model, or `nil` where it can.
    ///
    /// A file that was changed in one place, such as a threshold inside the graph, keeps its size and perhaps its
    /// sample, but is newer than what was made of it. Files of a package have one time for all, or times without
    /// meaning: then the sample tells.
    func problem(
        of model: MappedFile, for options: SessionOptions, engine: String, _ scrutiny: Scrutiny
    ) -> String? {
        if let problem = problem(engine: engine) { return problem }
        if facts.optimization != options.graphOptimization {
            return "made with graph optimisation \(facts.optimization.rawValue), "
                + "\(options.graphOptimization.rawValue) is wanted"
        }
        let isNewer = model.modificationTime > mapping.modificationTime
        let matches = facts.model.matches(model, scrutiny == .thorough || isNewer ? .whole : .sample)
        return matches ? nil : "made of another version of the model"
    }

    /// Whether a file is a form made of exactly this model: every byte of the model counts.
    ///
    /// A package has one time for all its files, so what goes into one is compared in full.
    package static func isMade(at path: String, ofModelAt model: String) -> Bool {
        guard let prepared = PreparedModel(path: path), let model = try? MappedFile(path: model) else { return false }
        return prepared.facts.model.matches(model, .whole)
    }

    /// Why this engine on this processor cannot use the form, or `nil` where it can.
    func problem(engine: String) -> String? {
        if facts.engine != engine { return "made for ONNX Runtime \(facts.engine), this is \(engine)" }
        if facts.processor != .current {
            return "made for \(facts.processor.name), this is \(ProcessorFamily.current.name)"
        }
        return nil
    }
}
