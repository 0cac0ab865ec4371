/// Where one axis of a picture lies on the same axis of the tensor: a stretch of pixels onto a stretch of pixels.
public struct AxisPlacement: Sendable, Hashable {
    /// Tensor pixels that show the picture; what lies outside is padding.
    public let content: Range<Int>
    /// Pixels of the upright original that `content` shows; what lies outside is cut off.
    public let source: Range<Int>

    /// Original pixels per tensor pixel: above one where the picture is shrunk.
    public var scale: Double { Double(source.count) / Double(content.count) }

    /// The original's coordinate, in pixels, of a tensor coordinate.
    public func toImage(_ coordinate: Float) -> Float {
        Float((Double(coordinate) - Double(content.lowerBound)) * scale + Double(source.lowerBound))
    }

    /// The tensor's coordinate, in pixels, of an original's coordinate.
    public func toTensor(_ coordinate: Float) -> Float {
        Float((Double(coordinate) - Double(source.lowerBound)) / scale + Double(content.lowerBound))
    }
}
