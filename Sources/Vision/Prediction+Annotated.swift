public import Imaging
import Inference

extension Prediction {
    /// The picture with the results drawn on it, upright and in full size.
    ///
    /// - Parameters:
    ///   - source: The picture that the prediction was made of.
    ///   - limits: What the picture may cost.
    /// - Returns: The drawn picture; encode it with `PixelBuffer.encoded(as:)`.
    /// - Throws: `ImagingError` where the picture cannot be read, ``VisionError`` where its file cannot.
    public func annotated(_ source: ImageSource, limits: DecodeLimits = .standard) async throws -> PixelBuffer {
        let source = try await source.fetched()
        return try await ComputeThreads.run { try drawn(on: source, limits: limits) }
    }

    /// The picture with the results drawn on it in a file format, all of it on one thread of its own.
    ///
    /// - Parameters:
    ///   - source: The picture that the prediction was made of.
    ///   - encoding: The file format.
    ///   - limits: What the picture may cost.
    /// - Returns: The bytes of the file.
    /// - Throws: `ImagingError` where the picture cannot be read or written, ``VisionError`` where its file cannot.
    package func annotated(
        _ source: ImageSource, as encoding: ImageEncoding, limits: DecodeLimits
    ) async throws -> [UInt8] {
        let source = try await source.fetched()
        return try await ComputeThreads.run { try drawn(on: source, limits: limits).encoded(as: encoding) }
    }

    private func drawn(on source: ImageSource, limits: DecodeLimits) throws -> PixelBuffer {
        let picture = try source.decoded(limits: limits) { try $0.decode(limits: limits) }
        return drawn(on: picture.upright())
    }

    private func drawn(on pixels: PixelBuffer) -> PixelBuffer {
        var canvas = Canvas(pixels)
        switch content {
        case .detections(let detections): canvas.draw(detections)
        }
        return canvas.pixels
    }
}

extension Canvas {
    /// Frames each object and names it; the surest comes last, so that its label is on top.
    fileprivate mutating func draw(_ detections: [Detection]) {
        for detection in detections.reversed() {
            stroke(detection.box, color: Palette.color(ofClass: detection.classID))
        }
        for detection in detections.reversed() {
            let percent = Int((detection.confidence * 100).rounded())
            let color = Palette.color(ofClass: detection.classID)
            label("\(detection.label) \(percent)%", for: detection.box, color: color)
        }
    }
}
