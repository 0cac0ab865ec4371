import Imaging

/// The way of boxes from the tensor back to the upright original.
struct BoxMapping {
    private let scale: SIMD2<Double>
    private let origin: SIMD2<Double>

    /// The exact way: each axis has the scale that its resize had.
    init(_ placement: ImagePlacement) {
        let (horizontal, vertical) = (placement.horizontal, placement.vertical)
        scale = SIMD2(horizontal.scale, vertical.scale)
        origin = SIMD2(
            Double(horizontal.content.lowerBound) - Double(horizontal.source.lowerBound) / horizontal.scale,
            Double(vertical.content.lowerBound) - Double(vertical.source.lowerBound) / vertical.scale)
    }

    /// The way of the YOLOv5 lineage and of YOLOX, for comparison with them.
    ///
    /// It has one scale for both axes, as if the resized picture had not been rounded to whole pixels, and is up to half
    /// a tensor pixel off.
    init(withOneScale image: ImageSize, in input: InputSpecification) {
        let gain = min(
            Double(input.size.width) / Double(image.width), Double(input.size.height) / Double(image.height))
        let free = SIMD2(
            Double(input.size.width) - Double(image.width) * gain,
            Double(input.size.height) - Double(image.height) * gain)
        scale = SIMD2(repeating: 1 / gain)
        origin = input.anchor == .center ? free / 2 : .zero
    }

    /// A box in pixels of the original, not clipped, from one in pixels of the tensor.
    func callAsFunction(_ box: Box) -> Box {
        let low = (SIMD2(Double(box.xMin), Double(box.yMin)) - origin) * scale
        let high = (SIMD2(Double(box.xMax), Double(box.yMax)) - origin) * scale
        return Box(xMin: Float(low.x), yMin: Float(low.y), xMax: Float(high.x), yMax: Float(high.y))
    }
}
