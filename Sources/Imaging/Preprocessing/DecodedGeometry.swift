/// Both axes of a decoded picture as the tensor sees them: placement, pitch and orientation joined.
struct DecodedGeometry {
    /// The upright picture's horizontal axis.
    let horizontal: DecodedAxis
    /// The upright picture's vertical axis.
    let vertical: DecodedAxis
    /// Whether the horizontal axis comes from stored columns of pixels, the vertical one from stored rows.
    let swapsAxes: Bool

    init(_ image: DecodedImage, placement: ImagePlacement) {
        let orientation = image.header.orientation
        swapsAxes = orientation.swapsAxes
        horizontal = DecodedAxis(
            placement: placement.horizontal, length: image.header.size.width, pitch: image.pitch,
            isReversed: orientation.flipsHorizontally)
        vertical = DecodedAxis(
            placement: placement.vertical, length: image.header.size.height, pitch: image.pitch,
            isReversed: orientation.flipsVertically)
    }

    /// The stored picture's size in decoded pixels, as these axes expect it.
    var storedSize: ImageSize {
        swapsAxes
            ? ImageSize(width: vertical.count, height: horizontal.count)
            : ImageSize(width: horizontal.count, height: vertical.count)
    }
}
