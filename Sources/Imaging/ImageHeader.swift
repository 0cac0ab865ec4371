/// What a file says of its picture before any pixel memory is spent.
public struct ImageHeader: Sendable, Hashable {
    /// The format, from the bytes; `nil` for pixels that came without one.
    public let kind: ImageKind?
    /// Width and height of the stored rows and columns, in pixels.
    public let storedSize: ImageSize
    /// How the stored picture has to be turned to stand upright.
    public let orientation: Orientation

    /// Joins what a format's header reader found.
    package init(kind: ImageKind?, storedSize: ImageSize, orientation: Orientation = .up) {
        self.kind = kind
        self.storedSize = storedSize
        self.orientation = orientation
    }

    /// Width and height of the upright picture, in pixels.
    public var size: ImageSize { orientation.swapsAxes ? storedSize.transposed : storedSize }
}
