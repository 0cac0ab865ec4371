extension DecodedImage {
    /// Writes the picture into a model's input tensor: turned upright, resized, padded, normalised and laid out.
    ///
    /// - Parameters:
    ///   - specification: What the model wants.
    ///   - resampling: How pixels are made from pixels.
    ///   - tensor: Memory of `specification.byteCount` bytes, aligned for its element: `[1, C, H, W]` or `[1, H, W, C]`.
    ///     All of it is written.
    /// - Returns: Where the picture lies in the tensor, for the way back.
    @discardableResult
    public func pack(
        _ specification: InputSpecification, resampling: Resampling = .antialiased,
        into tensor: UnsafeMutableRawBufferPointer
    ) -> ImagePlacement {
        let placement = ImagePlacement(imageSize: header.size, specification: specification)
        let geometry = DecodedGeometry(self, placement: placement)
        precondition(tensor.count == specification.byteCount, "the tensor's memory has its specification's size")
        precondition(pixels.size == geometry.storedSize, "decoded pixels have the header's size over the pitch")
        guard let memory = tensor.baseAddress else { return placement }
        pixels.bytes.withUnsafeBufferPointer { bytes in
            guard let source = bytes.baseAddress else { return }
            switch resampling {
            case .antialiased:
                let sampler = TriangleSampler(source, bytesPerRow: pixels.bytesPerRow, geometry: geometry)
                TensorPacking(memory, specification, placement, sampler).run()
            case .openCVLinear:
                let sampler = OpenCVSampler(source, bytesPerRow: pixels.bytesPerRow, geometry: geometry)
                TensorPacking(memory, specification, placement, sampler).run()
            }
        }
        return placement
    }
}
