import Imaging

/// The way back of the YOLOv5 lineage and of YOLOX, for comparison with them.
///
/// It has one scale for both axes, as if the resized picture had not been rounded to whole pixels, and is up to half a
/// tensor pixel off; the exact way is `ImagePlacement`'s.
struct OneScaleMapping {
    private let gain: Double
    private let origin: SIMD2<Double>

    /// Maps boxes of a letterboxed picture.
    init(_ image: ImageSize, in input: InputSpecification) {
        gain = min(Double(input.size.width) / Double(image.width), Double(input.size.height) / Double(image.height))
        let free = SIMD2(
            Double(input.size.width) - Double(image.width) * gain,
            Double(input.size.height) - Double(image.height) * gain)
        origin = input.anchor == .center ? free / 2 : .zero
    }

    /// A box in pixels of the original, not clipped, from one in pixels of the tensor.
    func toImage(_ box: Box) -> Box {
        let low = (SIMD2(Double(box.xMin), Double(box.yMin)) - origin) / gain
        let high = (SIMD2(Double(box.xMax), Double(box.yMax)) - origin) / gain
        return Box(xMin: Float(low.x), yMin: Float(low.y), xMax: Float(high.x), yMax: Float(high.y))
    }
}
