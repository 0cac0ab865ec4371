public import Imaging

/// A box that a decoder read from a model's outputs, before suppression.
public struct DetectionCandidate: Sendable, Hashable {
    /// Where it is, in pixels of the input tensor.
    public var box: Box
    /// The class's number in the model's order, from zero.
    public var classID: Int
    /// The model's score, 0…1.
    public var score: Float

    /// Makes a candidate.
    public init(box: Box, classID: Int, score: Float) {
        self.box = box
        self.classID = classID
        self.score = score
    }

    /// The candidate with its box stretched along both axes.
    func scaled(by scale: SIMD2<Float>) -> DetectionCandidate {
        var candidate = self
        candidate.box = Box(
            xMin: box.xMin * scale.x, yMin: box.yMin * scale.y, xMax: box.xMax * scale.x, yMax: box.yMax * scale.y)
        return candidate
    }
}
