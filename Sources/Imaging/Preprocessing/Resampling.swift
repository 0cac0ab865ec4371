/// How a picture's pixels become the tensor's pixels.
public enum Resampling: Sendable, Hashable, CaseIterable {
    /// A triangle filter as wide as one tensor pixel is on the picture, never narrower than one decoded pixel: what
    /// Pillow calls `BILINEAR`. Fine detail is averaged, not skipped, when shrinking.
    case antialiased
    /// OpenCV's `INTER_LINEAR` to the bit: four neighbours at any scale. For parity with pipelines that use it.
    case openCVLinear
}
