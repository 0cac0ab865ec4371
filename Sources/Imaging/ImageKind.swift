/// The image formats that can be read.
public enum ImageKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// JPEG, baseline and progressive.
    case jpeg
    /// PNG of every depth and colour type.
    case png
    /// WebP, lossy and lossless; of an animation the first frame.
    case webp
    /// GIF; of an animation the first frame.
    case gif
    /// Windows bitmap.
    case bmp
}
