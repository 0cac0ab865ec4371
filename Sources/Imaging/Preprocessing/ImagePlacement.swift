/// Where a picture lies in a model's input tensor, and the way back: all there is of scale, crop and padding.
///
/// It joins pixels of the upright original to pixels of the tensor, an axis at a time, from the sizes that the file
/// declares; how far a decoder shrank the picture in between makes no difference to it.
public struct ImagePlacement: Sendable, Hashable {
    /// From left to right.
    public let horizontal: AxisPlacement
    /// From top to bottom.
    public let vertical: AxisPlacement

    /// Places a picture as a model's input wants it.
    ///
    /// - Parameters:
    ///   - imageSize: Width and height of the upright original in pixels.
    ///   - specification: The tensor's size, fit and anchor.
    public init(imageSize: ImageSize, specification: InputSpecification) {
        switch specification.fit {
        case .letterbox:
            self.init(letterboxing: imageSize, as: specification)
        case .stretch:
            self.init(
                content: specification.size, left: 0, top: 0,
                source: (0..<imageSize.width, 0..<imageSize.height))
        case .centerCrop:
            self.init(cropping: imageSize, to: specification.size)
        }
    }

    /// A box on the upright original, in its pixels and not clipped, from a box on the tensor.
    public func toImage(_ box: Box) -> Box {
        Box(
            xMin: horizontal.toImage(box.xMin), yMin: vertical.toImage(box.yMin),
            xMax: horizontal.toImage(box.xMax), yMax: vertical.toImage(box.yMax))
    }

    /// A box on the tensor, in its pixels and not clipped, from a box on the upright original.
    public func toTensor(_ box: Box) -> Box {
        Box(
            xMin: horizontal.toTensor(box.xMin), yMin: vertical.toTensor(box.yMin),
            xMax: horizontal.toTensor(box.xMax), yMax: vertical.toTensor(box.yMax))
    }
}

extension ImagePlacement {
    private init(content: ImageSize, left: Int, top: Int, source: (columns: Range<Int>, rows: Range<Int>)) {
        horizontal = AxisPlacement(content: left..<left + content.width, source: source.columns)
        vertical = AxisPlacement(content: top..<top + content.height, source: source.rows)
    }

    /// The arithmetic of Ultralytics' `LetterBox` or, rounding down, of YOLOX's `preproc`.
    ///
    /// Tensors agree with theirs to the pixel; at least one pixel is left of a picture however thin.
    private init(letterboxing image: ImageSize, as specification: InputSpecification) {
        let (tensor, anchor) = (specification.size, specification.anchor)
        let ratio = min(
            Double(tensor.width) / Double(image.width), Double(tensor.height) / Double(image.height))
        let rounding: FloatingPointRoundingRule = specification.rounding == .nearest ? .toNearestOrEven : .down
        func scaled(_ length: Int, within limit: Int) -> Int {
            min(max(1, Int((Double(length) * ratio).rounded(rounding))), limit)
        }
        func padding(_ free: Int) -> Int {
            anchor == .center ? Int((Double(free) / 2 - 0.1).rounded(.toNearestOrEven)) : 0
        }
        let content = ImageSize(
            width: scaled(image.width, within: tensor.width), height: scaled(image.height, within: tensor.height))
        self.init(
            content: content,
            left: padding(tensor.width - content.width), top: padding(tensor.height - content.height),
            source: (0..<image.width, 0..<image.height))
    }

    private init(cropping image: ImageSize, to tensor: ImageSize) {
        let aspect = Double(tensor.width) / Double(tensor.height)
        let width = min(image.width, max(1, Int((Double(image.height) * aspect).rounded())))
        let height = min(image.height, max(1, Int((Double(image.width) / aspect).rounded())))
        let (left, top) = ((image.width - width) / 2, (image.height - height) / 2)
        self.init(content: tensor, left: 0, top: 0, source: (left..<left + width, top..<top + height))
    }
}
