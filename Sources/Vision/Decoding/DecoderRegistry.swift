import Diagnosis
import Inference

/// The decoders there are, one line each.
public struct DecoderRegistry: Sendable {
    /// The decoders, in the order in which families are listed to people.
    public let decoders: [any OutputDecoder.Type]

    /// The decoders of this package.
    public static let standard = DecoderRegistry(decoders: [
        AnchorBasedYOLO.self,
        AnchorFreeYOLO.self,
        UnitObjectnessYOLO.self,
        YOLOX.self,
        NanoDet.self,
        DETR.self,
        RealTimeDETR.self,
        DetectionRows.self,
        DetectionParts.self,
    ])

    /// A registry with one more decoder, which is asked like the others.
    public func adding(_ decoder: any OutputDecoder.Type) -> DecoderRegistry {
        DecoderRegistry(decoders: decoders + [decoder])
    }

    /// Every family name that a manifest may use.
    public var families: [String] { decoders.flatMap { $0.families } }

    /// The decoder of a family.
    ///
    /// - Throws: ``VisionError`` with `manifest-invalid` where there is none of that name.
    public func decoder(ofFamily family: String) throws(VisionError) -> any OutputDecoder.Type {
        guard let decoder = decoders.first(where: { $0.families.contains(family) }) else {
            throw VisionError(
                .manifestInvalid, "there is no decoder of this name",
                expected: families.joined(separator: ", "), found: Diagnosis.excerpt(family))
        }
        return decoder
    }

    /// The decoder that a model's metadata, names and shapes point to.
    ///
    /// - Returns: The decoder, and why it was chosen.
    /// - Throws: ``VisionError`` with `model-unknown` where none fits, `model-ambiguous` where several fit equally.
    public func decoder(
        for signature: ModelSignature
    ) throws(VisionError) -> (decoder: any OutputDecoder.Type, match: DecoderMatch) {
        let matches = decoders.compactMap { decoder in decoder.match(signature).map { (decoder: decoder, match: $0) } }
        guard let best = matches.max(by: { $0.match.strength < $1.match.strength }) else {
            throw VisionError(
                .modelUnknown, "the model's outputs belong to no family that is known",
                expected: "one of \(families.joined(separator: ", "))", found: signature.outputText,
                advice: "name the decoder in a sidecar manifest: {\"decoder\": \"yolov8\"}")
        }
        let rivals = matches.filter { $0.match.strength == best.match.strength }
        guard rivals.count == 1 else {
            let lines = rivals.map { "\($0.decoder.families[0]) (\($0.match.reason))" }
            throw VisionError(
                .modelAmbiguous, "the model's outputs fit several families",
                expected: "one of \(lines.joined(separator: "; "))", found: signature.outputText,
                advice: "say which in a sidecar manifest: {\"decoder\": \"\(rivals[0].decoder.families[0])\"}")
        }
        return best
    }
}

extension ModelSignature {
    /// The outputs as people read them.
    fileprivate var outputText: String {
        outputs.map { output in
            output.tensor.map { "\($0.name) \($0.elementType.rawValue) \($0.shapeText)" } ?? output.name
        }.joined(separator: ", ")
    }
}
