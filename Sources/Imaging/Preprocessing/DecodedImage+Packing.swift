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
        switch resampling {
        case .antialiased: pack(specification, triangleWidth: Resampling.antialiasedWidth, into: tensor)
        case .openCVLinear:
            pack(specification, into: tensor) { OpenCVSampler($0, bytesPerRow: pixels.bytesPerRow, geometry: $1) }
        }
    }

    /// As ``pack(_:resampling:into:)``, with a triangle filter of any width.
    ///
    /// - Parameters:
    ///   - specification: What the model wants.
    ///   - triangleWidth: Half the filter's base, in tensor pixels; 1 is what Pillow calls `BILINEAR`.
    ///   - tensor: Memory of `specification.byteCount` bytes.
    /// - Returns: Where the picture lies in the tensor, for the way back.
    @discardableResult
    package func pack(
        _ specification: InputSpecification, triangleWidth: Double, into tensor: UnsafeMutableRawBufferPointer
    ) -> ImagePlacement {
        pack(specification, into: tensor) {
            TriangleSampler($0, bytesPerRow: pixels.bytesPerRow, geometry: $1, width: triangleWidth)
        }
    }

    private func pack<Sampler: LineSampler & ~Copyable>(
        _ specification: InputSpecification, into tensor: UnsafeMutableRawBufferPointer,
        sampler: (UnsafePointer<UInt8>, DecodedGeometry) -> Sampler
    ) -> ImagePlacement {
        let placement = ImagePlacement(imageSize: header.size, specification: specification)
        let geometry = DecodedGeometry(self, placement: placement)
        precondition(tensor.count == specification.byteCount, "the tensor's memory has its specification's size")
        precondition(pixels.size == geometry.storedSize, "decoded pixels have the header's size over the pitch")
        pixels.bytes.withUnsafeBufferPointer { bytes in
            guard let memory = tensor.baseAddress, let source = bytes.baseAddress else { return }
            TensorPacking(memory, specification, placement, sampler(source, geometry)).run()
        }
        return placement
    }
}
