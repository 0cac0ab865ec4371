public import Imaging

/// One object that was found in a picture.
public struct Detection: Sendable, Hashable {
    /// The class's name, or `class_17` where the model does not name its classes.
    public let label: String
    /// The class's number in the model's order, from zero.
    public let classID: Int
    /// The model's score, 0…1.
    public let confidence: Float
    /// Where the object is: pixels of the upright original picture, clipped to it.
    public let box: Box
    /// The picture that ``box`` is in, in pixels.
    public let imageSize: ImageSize

    /// Makes a detection.
    public init(label: String, classID: Int, confidence: Float, box: Box, imageSize: ImageSize) {
        self.label = label
        self.classID = classID
        self.confidence = confidence
        self.box = box
        self.imageSize = imageSize
    }
}

extension Detection: Encodable {
    private enum Key: String, CodingKey {
        case label = "class_name"
        case classID = "class_id"
        case confidence
        case box = "box_2d"
        case normalizedBox = "normalized_box"
    }

    private struct Corners: Encodable {
        let x_min, y_min, x_max, y_max: Int
    }

    private struct Centered: Encodable {
        let x_center, y_center, width, height: Double
    }

    /// Writes the service's form: confidence to three decimals, whole pixels, normalised parts to four decimals.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(label, forKey: .label)
        try container.encode(classID, forKey: .classID)
        try container.encode(Double(confidence).rounded(decimals: 3), forKey: .confidence)
        try container.encode(corners, forKey: .box)
        try container.encode(centered, forKey: .normalizedBox)
    }

    private var corners: Corners {
        Corners(
            x_min: Int(box.xMin.rounded()), y_min: Int(box.yMin.rounded()),
            x_max: Int(box.xMax.rounded()), y_max: Int(box.yMax.rounded()))
    }

    private var centered: Centered {
        let (width, height) = (Double(imageSize.width), Double(imageSize.height))
        return Centered(
            x_center: (Double(box.xMin + box.xMax) / 2 / width).rounded(decimals: 4),
            y_center: (Double(box.yMin + box.yMax) / 2 / height).rounded(decimals: 4),
            width: (Double(box.width) / width).rounded(decimals: 4),
            height: (Double(box.height) / height).rounded(decimals: 4))
    }
}

extension Double {
    /// The nearest number with this many decimals.
    package func rounded(decimals: Int) -> Double {
        var factor = 1.0
        for _ in 0..<decimals { factor *= 10 }
        return (self * factor).rounded() / factor
    }
}
