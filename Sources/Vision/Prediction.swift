public import Imaging

/// What a model says of one picture.
public struct Prediction: Sendable {
    /// What the caller calls the picture, such as its file name; `nil` where it has no name.
    public let imageName: String?
    /// The upright original's width and height in pixels.
    public let imageSize: ImageSize
    /// The model's name.
    public let model: String
    /// The result, by task.
    public let content: Content
    /// Where the time went.
    public let timings: Timings

    /// The result of one task.
    public enum Content: Sendable, Hashable {
        /// Objects with their boxes, the surest first.
        case detections([Detection])
    }

    /// Joins a result with what it was made of.
    package init(imageName: String?, imageSize: ImageSize, model: String, content: Content, timings: Timings) {
        self.imageName = imageName
        self.imageSize = imageSize
        self.model = model
        self.content = content
        self.timings = timings
    }

    /// The objects found, the surest first.
    ///
    /// - Throws: ``VisionError`` with `wrong-task` for a prediction of another task.
    public var detections: [Detection] {
        get throws(VisionError) {
            switch content {
            case .detections(let detections): detections
            }
        }
    }
}

/// Where a prediction's time went, in milliseconds.
public struct Timings: Sendable, Hashable {
    /// From encoded bytes to pixels.
    public var decode: Double
    /// From pixels to the input tensor.
    public var preprocess: Double
    /// The model itself.
    public var run: Double
    /// From output tensors to results.
    public var postprocess: Double

    /// Takes the four parts, in milliseconds.
    public init(decode: Double = 0, preprocess: Double = 0, run: Double = 0, postprocess: Double = 0) {
        self.decode = decode
        self.preprocess = preprocess
        self.run = run
        self.postprocess = postprocess
    }

    /// All parts together, in milliseconds.
    public var total: Double { decode + preprocess + run + postprocess }
}

extension Prediction: Encodable {
    private enum Key: String, CodingKey {
        case imageName = "image_name"
        case imageSize = "image_dimensions"
        case detections
        case detectionCount = "detection_count"
        case model
        case timings = "timings_ms"
    }

    /// Writes the service's answer; see docs/reference/output.md.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(imageName, forKey: .imageName)
        try container.encode(imageSize, forKey: .imageSize)
        switch content {
        case .detections(let detections):
            try container.encode(detections, forKey: .detections)
            try container.encode(detections.count, forKey: .detectionCount)
        }
        try container.encode(model, forKey: .model)
        try container.encode(timings, forKey: .timings)
    }
}

extension Timings: Encodable {
    private enum Key: CodingKey {
        case decode
        case preprocess
        case run
        case postprocess
        case total
    }

    /// Writes milliseconds to two decimals.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(decode.rounded(decimals: 2), forKey: .decode)
        try container.encode(preprocess.rounded(decimals: 2), forKey: .preprocess)
        try container.encode(run.rounded(decimals: 2), forKey: .run)
        try container.encode(postprocess.rounded(decimals: 2), forKey: .postprocess)
        try container.encode(total.rounded(decimals: 2), forKey: .total)
    }
}
