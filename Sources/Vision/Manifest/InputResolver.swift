import Imaging

/// Settles what the input wants: the model's shape, then the family's habits, then what documents say.
struct InputResolver {
    let image: ImageInput
    let layers: DocumentLayers
    /// The exporter's size, to tell where an open size came from.
    let preferredSize: ImageSize?

    func resolve(
        prepare: (inout InputSpecification) -> Void, _ facts: inout FactRecorder
    ) throws(VisionError) -> InputSpecification {
        try checkSize()
        var input = InputSpecification(
            size: image.size, layout: image.layout, channels: image.channelCount == 1 ? .gray : .rgb,
            element: image.element)
        prepare(&input)
        if image.channelCount == 1 { input.channels = .gray }
        // Plain bytes are levels; arithmetic on them would leave their range.
        if case .uint8(nil) = image.element { input.normalization = .none }
        facts.add("input.size", "\(input.size)", sizeOrigin)
        facts.add("input.layout", input.layout.rawValue, .shapes)
        try settle("colors", \.colors, &input.channels, &facts)
        try settle("fit", \.fit, &input.fit, &facts)
        try settle("anchor", \.anchor, &input.anchor, &facts)
        try settle("rounding", \.rounding, &input.rounding, &facts)
        try settlePadding(&input, &facts)
        try settleArithmetic(&input, &facts)
        return input
    }

    private var sizeOrigin: ManifestFact.Origin {
        guard image.isResizable else { return .shapes }
        if let said = layers.value(\.input?.width) { return said.origin }
        return preferredSize == nil ? .defaults : .metadata
    }

    /// A size that a document names must be one that the model takes.
    private func checkSize() throws(VisionError) {
        let width = layers.value(\.input?.width)?.value ?? image.size.width
        let height = layers.value(\.input?.height)?.value ?? image.size.height
        guard width == image.size.width, height == image.size.height else {
            throw VisionError(
                .manifestInvalid, "the manifest's input size is not one that the model takes",
                expected: image.isResizable ? "both width and height, 1 to 16384" : "\(image.size)",
                found: "\(width)×\(height)")
        }
    }

    private func settle<Value: RawRepresentable<String> & CaseIterable>(
        _ key: String, _ part: any KeyPath<ManifestDocument.Input, String?> & Sendable, _ value: inout Value,
        _ facts: inout FactRecorder
    ) throws(VisionError) {
        guard let said = layers.value({ $0.input?[keyPath: part] }) else {
            facts.add("input.\(key)", value.rawValue, .defaults)
            return
        }
        guard let chosen = Value(rawValue: said.value) else {
            throw VisionError(
                .manifestInvalid, "the manifest's input.\(key) is not one that is known",
                expected: Value.allCases.map(\.rawValue).joined(separator: ", "), found: said.value)
        }
        value = chosen
        facts.add("input.\(key)", chosen.rawValue, said.origin)
    }

    private func settlePadding(
        _ input: inout InputSpecification, _ facts: inout FactRecorder
    ) throws(VisionError) {
        let said = layers.value(\.input?.padding)
        if let said {
            guard let padding = UInt8(exactly: said.value) else {
                throw VisionError(
                    .manifestInvalid, "the manifest's input.padding is out of range", expected: "0 to 255",
                    found: "\(said.value)")
            }
            input.padding = padding
        }
        facts.add("input.padding", "\(input.padding)", said?.origin ?? .defaults)
    }

    private func settleArithmetic(
        _ input: inout InputSpecification, _ facts: inout FactRecorder
    ) throws(VisionError) {
        let scale = layers.value(\.input?.scale)
        let mean = layers.value(\.input?.mean)
        let deviation = layers.value(\.input?.deviation)
        if let scale { input.normalization.scale = scale.value }
        if let mean { input.normalization.mean = try channels(mean.value, "mean") }
        if let deviation { input.normalization.deviation = try channels(deviation.value, "deviation") }
        let divisor = input.normalization.deviation
        guard divisor.x != 0, divisor.y != 0, divisor.z != 0, input.normalization.scale.isFinite else {
            throw VisionError(
                .manifestInvalid, "the manifest's input.deviation divides by zero", expected: "three numbers but 0")
        }
        facts.add("input.scale", "\(input.normalization.scale)", scale?.origin ?? .defaults)
        facts.add("input.mean", input.normalization.mean.text, mean?.origin ?? .defaults)
        facts.add("input.deviation", input.normalization.deviation.text, deviation?.origin ?? .defaults)
    }

    private func channels(_ values: [Float], _ key: String) throws(VisionError) -> SIMD3<Float> {
        guard values.count == 3 || values.count == 1, values.allSatisfy(\.isFinite) else {
            throw VisionError(
                .manifestInvalid, "the manifest's input.\(key) has another number of channels",
                expected: "three numbers, or one", found: "\(values.count)")
        }
        return SIMD3(values[0], values[values.count == 3 ? 1 : 0], values[values.count == 3 ? 2 : 0])
    }
}

extension SIMD3<Float> {
    /// `0.485, 0.456, 0.406`.
    fileprivate var text: String { "\(x), \(y), \(z)" }
}
