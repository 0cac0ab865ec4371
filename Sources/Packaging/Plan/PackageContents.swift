import Inference
import Vision

/// All that goes into a package, found, read and checked against the target; nothing is written yet.
package struct PackageContents: Sendable {
    /// How the function is started on the target.
    package enum Start: Sendable {
        /// By the target's own loader, with its libraries.
        case system
        /// By a loader and libraries that lie in the package, because the target's are too old.
        case ownLibraries([StartCheck.Obstacle])
    }

    /// The processor.
    package let processor: Processor
    /// How the function is started from a zip archive.
    package let start: Start
    /// The model's name for the package's own name, or `nil` where the function fetches its model.
    package let modelName: String?

    let function: ELFFile
    let engine: ELFFile
    let engineName: String
    /// The libraries that the target lacks.
    let shipped: [LibraryClosure.Library]
    let model: ModelContents?
    let modelLicense: ModelLicense?
    let request: PackageRequest
    /// The system that everything was checked against.
    let target: TargetSystem

    /// Finds and checks everything.
    ///
    /// - Parameters:
    ///   - request: What is to be packaged.
    ///   - target: The system that the function will run on.
    /// - Throws: ``PackagingError``, `InferenceError`, `VisionError`.
    package init(_ request: PackageRequest, target: TargetSystem = .amazonLinux2023) throws {
        self.request = request
        self.target = target
        processor = request.processor
        function = try ELFFile(path: request.function)
        engine = try ELFFile(path: request.engine)
        for file in [function, engine] { try file.check(isFor: request.processor) }
        guard function.interpreter != nil else {
            throw PackagingError(
                .binaryUnfit, "\(function.name) is no program that a loader starts", expected: "apus-function")
        }
        engineName = Self.engineName(for: String(request.engine.split(separator: "/").last ?? ""))
        let lacking = try LibraryClosure(of: [function, engine], present: target.libraries).libraries
        let check = StartCheck(of: [function, engine] + lacking.map(\.file), on: target)
        start = check.obstacles.isEmpty ? .system : .ownLibraries(check.obstacles)
        shipped = check.obstacles.isEmpty ? lacking : try LibraryClosure(of: [function, engine]).libraries
        model = try request.model.map { try ModelContents(named: $0, processor: request.processor) }
        modelName = model?.name
        modelLicense = try model.map { model in
            let manifest = try ManifestFile.read(ManifestFile.path(forModel: model.path))
            return ModelLicense(name: model.name, licence: manifest?.licence)
        }
    }

    /// The engine's name in the package: its file's own, which tells the version, where the function would find that,
    /// and otherwise the one that every program asks for.
    private static func engineName(for file: String) -> String {
        let plain = RuntimeLibrary.onnxRuntime.name + ".so"
        let version = file.dropFirst(plain.count).split(separator: ".", omittingEmptySubsequences: false)
        guard file.hasPrefix(plain), version.first?.isEmpty == true, version.dropFirst().allSatisfy({ Int($0) != nil })
        else { return plain + ".1" }
        return file
    }
}
