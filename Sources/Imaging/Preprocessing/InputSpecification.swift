/// What a model's image input wants: size, layout, colours, number form and how a picture is fitted into it.
///
/// Everything here is data from the manifest; the fused pass of ``TensorPacking`` needs nothing else.
public struct InputSpecification: Sendable, Hashable {
    /// Width and height of the tensor in pixels.
    public var size: ImageSize
    /// Order of the tensor's dimensions.
    public var layout: TensorLayout
    /// Channels and their order.
    public var channels: ChannelOrder
    /// Number form of one value.
    public var element: PixelElement
    /// How the picture is fitted into `size`.
    public var fit: ImageFit
    /// Where a letterboxed picture sits.
    public var anchor: LetterboxAnchor
    /// How the letterboxed picture's size becomes whole pixels.
    public var rounding: LetterboxRounding
    /// Gray level, 0…255, of what a letterbox leaves free; it passes through `normalization` like a pixel.
    public var padding: UInt8
    /// Arithmetic from a 0…255 level to the model's number.
    public var normalization: Normalization

    /// Makes a specification; the defaults are those of the Ultralytics YOLO family.
    public init(
        size: ImageSize,
        layout: TensorLayout = .nchw,
        channels: ChannelOrder = .rgb,
        element: PixelElement = .float32
    ) {
        self.size = size
        self.layout = layout
        self.channels = channels
        self.element = element
        fit = .letterbox
        anchor = .center
        rounding = .nearest
        padding = 114
        normalization = .unit
    }

    /// Bytes of the whole tensor for one picture.
    public var byteCount: Int { size.pixelCount * channels.count * element.byteCount }
}

/// Order of an image tensor's dimensions.
public enum TensorLayout: String, Sendable, Hashable, Codable, CaseIterable {
    /// `[N, C, H, W]`: one plane a channel.
    case nchw
    /// `[N, H, W, C]`: channels of a pixel side by side.
    case nhwc
}

/// Channels of an image tensor and their order.
public enum ChannelOrder: String, Sendable, Hashable, Codable, CaseIterable {
    /// Red, green, blue.
    case rgb
    /// Blue, green, red: OpenCV's order.
    case bgr
    /// One channel, luma by ITU-R 601 as Pillow's `convert("L")` makes it.
    case gray

    /// Number of channels: 3, or 1 for gray.
    public var count: Int { self == .gray ? 1 : 3 }
}

/// Number form of one value in an image tensor.
public enum PixelElement: Sendable, Hashable {
    /// 32-bit floating point.
    case float32
    /// 16-bit floating point.
    case float16
    /// Levels 0…255 as they are, or quantised: `round(value / scale) + zeroPoint`.
    case uint8(Quantization?)
    /// Quantised: `round(value / scale) + zeroPoint`; without parameters the level less 128.
    case int8(Quantization?)

    /// Bytes of one value.
    public var byteCount: Int {
        switch self {
        case .float32: 4
        case .float16: 2
        case .uint8, .int8: 1
        }
    }
}

/// Affine quantisation: `real = scale × (stored − zeroPoint)`.
public struct Quantization: Sendable, Hashable, Codable {
    /// Real units of one step, above zero.
    public var scale: Float
    /// The stored number that stands for zero.
    public var zeroPoint: Int

    /// Makes the parameters of one tensor.
    public init(scale: Float, zeroPoint: Int) {
        self.scale = scale
        self.zeroPoint = zeroPoint
    }
}

/// How a picture is fitted into the tensor.
public enum ImageFit: String, Sendable, Hashable, Codable, CaseIterable {
    /// The whole picture at its own aspect ratio, the rest padded.
    case letterbox
    /// The whole picture, width and height scaled apart.
    case stretch
    /// The largest centred part of the right aspect ratio; the rest is cut off.
    case centerCrop = "center-crop"
}

/// Where a letterboxed picture sits in the tensor.
public enum LetterboxAnchor: String, Sendable, Hashable, Codable, CaseIterable {
    /// In the middle, as Ultralytics puts it: left and top padding round down from the half.
    case center
    /// In the top left corner, as YOLOX puts it, with all padding at the right and below.
    case topLeft = "top-left"
}

/// How a letterboxed picture's size becomes whole pixels.
public enum LetterboxRounding: String, Sendable, Hashable, Codable, CaseIterable {
    /// To the nearest, halves to even: Ultralytics.
    case nearest
    /// Down: YOLOX and NanoDet.
    case down
}

/// Arithmetic from a level to the model's number, a channel at a time: `(level × scale − mean) / deviation`.
///
/// `mean` and `deviation` are in the tensor's channel order; a gray tensor uses the first of each.
public struct Normalization: Sendable, Hashable {
    /// Factor on the 0…255 level, before the mean is taken off.
    public var scale: Double
    /// What is taken off, by channel.
    public var mean: SIMD3<Float>
    /// What is divided by, by channel; never zero.
    public var deviation: SIMD3<Float>

    /// Makes the arithmetic; the default leaves levels as they are.
    public init(
        scale: Double = 1, mean: SIMD3<Float> = .zero, deviation: SIMD3<Float> = .one
    ) {
        self.scale = scale
        self.mean = mean
        self.deviation = deviation
    }

    /// Levels divided by 255: 0…1.
    public static let unit = Normalization(scale: 1 / 255)
    /// Levels as they are: 0…255.
    public static let none = Normalization()
    /// Torchvision's ImageNet statistics on 0…1 values, in RGB order.
    public static let imageNet = Normalization(
        scale: 1 / 255, mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225])
}
