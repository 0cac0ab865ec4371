extension PreparedModel {
    /// A prepared form that lies beside a model, and whether it would be used here.
    package struct Finding: Sendable, Hashable {
        /// The file's path.
        package let path: String
        /// The file's size, in bytes; zero where it cannot be read.
        package let byteCount: Int
        /// Why sessions on this machine pass it over, or `nil` where they use it.
        package let problem: String?
    }

    /// All prepared forms beside a model, by name, each compared with the whole model.
    ///
    /// - Parameters:
    ///   - model: The model that they would stand for.
    ///   - options: How the sessions are made.
    ///   - engine: The engine's release.
    /// - Returns: Also the forms for other processors.
    package static func survey(
        besideModel model: ModelFile, options: SessionOptions, engine: String
    ) -> [Finding] {
        let folder = model.path.contains("/") ? Folder.parent(of: model.path) + "/" : ""
        let stem = stem(ofModel: model.path).dropFirst(folder.count) + "."
        let names = Folder.names(in: folder.isEmpty ? "." : folder).filter { name in
            name.hasPrefix(stem) && name.hasSuffix(".ort") && !name.dropFirst(stem.count).dropLast(4).contains(".")
        }
        return names.sorted().map { name in
            guard let prepared = PreparedModel(path: folder + name) else {
                return Finding(path: folder + name, byteCount: 0, problem: "not made by apus optimize, or damaged")
            }
            let problem = prepared.problem(of: model.mapping, for: options, engine: engine, .thorough)
            return Finding(path: folder + name, byteCount: prepared.byteCount, problem: problem)
        }
    }
}
