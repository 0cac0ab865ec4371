/// What is measured, and under which names.
package struct MetricSettings: Sendable, Hashable {
    /// What stands before `/ObjectDetection`, `/Performance` and `/Errors` in the metrics' namespaces.
    package var namespace = "YOLO"
    /// How exactly a picture's size is told.
    package var imageSize = ImageSizeForm.bucketed

    /// How exactly a picture's size is told; every distinct value is a metric of its own that costs money.
    package enum ImageSizeForm: String, Sendable, CaseIterable {
        /// One of a few sizes.
        case bucketed
        /// Width and height.
        case exact
    }
}
