/// What is to be packaged.
package struct PackageRequest: Sendable {
    /// The function's program.
    package var function: String
    /// The engine's shared library.
    package var engine: String
    /// The model's file or folder, or `nil` for a function that fetches its model when it starts.
    package var model: String?
    /// The processor that the package is for.
    package var processor = Processor.current
    /// The folder with the licences of what is inside the function, where there is one.
    package var licenses: String?

    /// Names the parts.
    package init(function: String, engine: String, model: String?) {
        self.function = function
        self.engine = engine
        self.model = model
    }
}

/// The forms of a package.
package enum PackageKind: String, CaseIterable, Sendable, Codable {
    /// One zip archive.
    case zip
    /// A zip archive for the function, and one for each layer under it: the engine's, and the model's.
    case layer
    /// A container image in a tar archive.
    case image
}
