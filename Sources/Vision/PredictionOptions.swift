/// What counts as a result: thresholds and filters, each checked when it is set.
public struct PredictionOptions: Sendable, Hashable {
    /// The lowest score that is reported, 0…1; `nil` takes the manifest's.
    public let confidence: Float?
    /// Overlap (intersection over union, 0…1) above which the weaker of two boxes is dropped; `nil` takes the manifest's.
    public let iou: Float?
    /// The most objects reported for one picture, the surest first.
    public let maximumDetections: Int
    /// Labels or class numbers that are reported; `nil` reports all.
    public let classes: Set<String>?
    /// Whether boxes of different classes suppress each other too.
    public let isClassAgnostic: Bool
    /// Smallest and largest area of a reported box, in pixels of the picture.
    public let area: ClosedRange<Float>
    /// Full-size decoding and OpenCV's bilinear resize, to compare with other pipelines number by number.
    public let isExact: Bool

    /// Makes options with the documented defaults.
    public init() {
        self.init(unchecked: Values())
    }

    /// Makes options and checks them.
    ///
    /// - Parameter change: Sets what differs from the defaults.
    /// - Throws: ``VisionError`` with `option-invalid` that names the option and its range.
    public init(_ change: (inout Values) -> Void) throws(VisionError) {
        var values = Values()
        change(&values)
        try values.validate()
        self.init(unchecked: values)
    }

    private init(unchecked values: Values) {
        confidence = values.confidence
        iou = values.iou
        maximumDetections = values.maximumDetections
        classes = values.classes
        isClassAgnostic = values.isClassAgnostic
        area = values.area
        isExact = values.isExact
    }

    /// The options before they are checked; see ``PredictionOptions`` for their meaning.
    public struct Values {
        /// The lowest score that is reported, 0…1; `nil` takes the manifest's.
        public var confidence: Float?
        /// Overlap above which the weaker of two boxes is dropped, 0…1; `nil` takes the manifest's.
        public var iou: Float?
        /// The most objects reported for one picture, 1…100,000.
        public var maximumDetections = 300
        /// Labels or class numbers that are reported; `nil` reports all.
        public var classes: Set<String>?
        /// Whether boxes of different classes suppress each other too.
        public var isClassAgnostic = false
        /// Smallest and largest area of a reported box, in pixels of the picture.
        public var area: ClosedRange<Float> = 0...(.infinity)
        /// Full-size decoding and OpenCV's bilinear resize.
        public var isExact = false

        fileprivate func validate() throws(VisionError) {
            try Self.check(confidence, "confidence")
            try Self.check(iou, "IoU")
            guard 1...100_000 ~= maximumDetections else {
                throw VisionError(
                    .optionInvalid, "the number of detections is out of range", expected: "1 to 100000",
                    found: "\(maximumDetections)")
            }
            guard area.lowerBound >= 0 else {
                throw VisionError(
                    .optionInvalid, "the smallest area is out of range", expected: "0 or more pixels",
                    found: "\(area.lowerBound)")
            }
        }

        private static func check(_ value: Float?, _ name: String) throws(VisionError) {
            guard let value, !(0...1 ~= value) else { return }
            throw VisionError(
                .optionInvalid, "the \(name) threshold is out of range", expected: "0 to 1", found: "\(value)")
        }
    }
}
