import Imaging
import Inference

/// A picture that is ready for the model: its tensor, and the way back to its pixels.
package struct PreparedImage: Sendable {
    let name: String?
    let size: ImageSize
    let tensor: Tensor
    let placement: ImagePlacement
    let options: PredictionOptions
    let timings: Timings
}

extension VisionModel {
    /// Reads, decodes and packs a picture; long, so it belongs on a thread of its own.
    ///
    /// - Throws: `ImagingError` where the picture cannot be read, ``VisionError`` where its file cannot.
    package func prepare(_ source: ImageSource, options: PredictionOptions) throws -> PreparedImage {
        var clock = Stopwatch()
        var timings = Timings()
        let decoded = try source.decoded(limits: limits) { encoded in
            try encoded.decode(for: manifest.input, policy: options.isExact ? .none : .nearest, limits: limits)
        }
        timings.decode = clock.lap()
        let tensor = try Tensor(manifest.input.element.elementType, shape: tensorShape()) { bytes in
            decoded.pack(manifest.input, resampling: options.isExact ? .openCVLinear : .antialiased, into: bytes)
        }
        timings.preprocess = clock.lap()
        let size = decoded.header.size
        return PreparedImage(
            name: source.name, size: size, tensor: tensor,
            placement: ImagePlacement(imageSize: size, specification: manifest.input),
            options: options, timings: timings)
    }

    /// Runs the model on a prepared picture and reads the outputs; long, so it belongs on a thread of its own.
    ///
    /// - Throws: ``VisionError`` or `InferenceError`.
    func finish(_ prepared: PreparedImage, cancellation: RunCancellation) throws -> Prediction {
        let inputs = try inputs(for: prepared.tensor)
        var clock = Stopwatch()
        var timings = prepared.timings
        let outputs = try session.run(inputs, outputs: nil, cancellation: cancellation)
        timings.run = clock.lap()
        let context = DecodingContext(
            placement: prepared.placement, imageSize: prepared.size, manifest: manifest, options: prepared.options)
        let content = try decoder.decode(outputs, context: context)
        timings.postprocess = clock.lap()
        return Prediction(
            imageName: prepared.name, imageSize: prepared.size, model: manifest.name, content: content,
            timings: timings)
    }

    /// Milliseconds of the model alone on a prepared picture, without a way to or from it.
    package func timeBareRun(_ prepared: PreparedImage) async throws -> Double {
        let inputs = try inputs(for: prepared.tensor)
        return try await ComputeThreads.run {
            var clock = Stopwatch()
            _ = try session.run(inputs)
            return clock.lap()
        }
    }

    private func tensorShape() throws -> TensorShape {
        let (width, height) = (manifest.input.size.width, manifest.input.size.height)
        let plane =
            switch manifest.input.layout {
            case .nchw: [manifest.input.channels.count, height, width]
            case .nhwc: [height, width, manifest.input.channels.count]
            }
        return try TensorShape(image.hasBatchDimension ? [1] + plane : plane)
    }

    /// The picture's tensor, and the size that RT-DETR's own export wants to scale its boxes to.
    private func inputs(for tensor: Tensor) throws -> [String: Tensor] {
        var inputs = [image.name: tensor]
        for description in session.inputs where description.name == "orig_target_sizes" {
            let size = [Int64(manifest.input.size.width), Int64(manifest.input.size.height)]
            inputs[description.name] = try Tensor(size, shape: [1, 2])
        }
        return inputs
    }
}

extension PixelElement {
    /// The tensor element type of this number form.
    fileprivate var elementType: ElementType {
        switch self {
        case .float32: .float32
        case .float16: .float16
        case .uint8: .uint8
        case .int8: .int8
        }
    }
}
