/// A picture in memory: 8-bit RGB, three bytes a pixel, rows back to back from the top.
///
/// It is the only image form there is.
public struct PixelBuffer: Sendable, Hashable {
    /// Width and height in pixels.
    public let size: ImageSize
    /// `height × width × 3` bytes: red, green, blue.
    public private(set) var bytes: [UInt8]

    /// Bytes of one row: `width × 3`.
    public var bytesPerRow: Int { size.width * 3 }

    /// Makes a buffer whose rows a decoder fills.
    ///
    /// - Parameters:
    ///   - size: Width and height in pixels.
    ///   - fill: Writes every one of the `height × width × 3` bytes; they hold nothing before.
    /// - Throws: What `fill` throws.
    package init<Failure: Error>(
        size: ImageSize, fill: (UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        self.size = size
        let count = size.pixelCount * 3
        var failure: Failure?
        bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            do throws(Failure) {
                try fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
                initialized = count
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    /// Makes a picture of one colour.
    public init(size: ImageSize, filledWith color: Color) {
        self.init(size: size) { buffer in
            for pixel in 0..<size.pixelCount {
                buffer[pixel * 3] = color.red
                buffer[pixel * 3 + 1] = color.green
                buffer[pixel * 3 + 2] = color.blue
            }
        }
    }

    /// Changes the bytes in place.
    package mutating func withMutableBytes(_ body: (UnsafeMutableBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeMutableBufferPointer { body($0) }
    }
}
