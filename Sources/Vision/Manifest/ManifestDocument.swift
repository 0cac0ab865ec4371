/// A manifest as a file holds it: every part may be left out, and then comes from metadata, shapes or defaults.
///
/// The file stands beside the model and is named after it: `yolov8n.onnx` → `yolov8n.apus.json`. Keys and values are
/// described in docs/reference/manifest.md; unknown keys are refused, so that a slip of the pen does not pass unseen.
package struct ManifestDocument: Codable, Sendable, Hashable {
    package var name: String?
    package var task: VisionTask?
    package var decoder: String?
    package var input: Input?
    package var output: Output?
    package var labels: LabelList?
    package var thresholds: ThresholdValues?
    package var licence: String?
    package var source: String?

    package enum CodingKeys: String, CodingKey, CaseIterable {
        case name, task, decoder, input, output, labels, thresholds, licence, source
    }

    /// What the input wants, as far as it is said.
    package struct Input: Codable, Sendable, Hashable {
        package var width: Int?
        package var height: Int?
        package var colors: String?
        package var fit: String?
        package var anchor: String?
        package var rounding: String?
        package var padding: Int?
        package var scale: Double?
        package var mean: [Float]?
        package var deviation: [Float]?

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case width, height, colors, fit, anchor, rounding, padding, scale, mean, deviation
        }

        package init() {}
    }

    /// How the outputs' numbers are to be taken, as far as it is said.
    package struct Output: Codable, Sendable, Hashable {
        package var boxes: String?
        package var scale: Float?
        package var zeroPoint: Int?

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case boxes, scale, zeroPoint = "zero_point"
        }

        package init() {}
    }

    /// Score and overlap, as far as they are said.
    package struct ThresholdValues: Codable, Sendable, Hashable {
        package var confidence: Float?
        package var iou: Float?

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case confidence, iou
        }
    }

    package init() {}
}

extension ManifestDocument {
    package init(from decoder: any Decoder) throws {
        try decoder.refuseStrangers(among: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decodeIfPresent(String.self, forKey: .name)
        task = try container.decodeIfPresent(VisionTask.self, forKey: .task)
        self.decoder = try container.decodeIfPresent(String.self, forKey: .decoder)
        input = try container.decodeIfPresent(Input.self, forKey: .input)
        output = try container.decodeIfPresent(Output.self, forKey: .output)
        labels = try container.decodeIfPresent(LabelList.self, forKey: .labels)
        thresholds = try container.decodeIfPresent(ThresholdValues.self, forKey: .thresholds)
        licence = try container.decodeIfPresent(String.self, forKey: .licence)
        source = try container.decodeIfPresent(String.self, forKey: .source)
    }
}

extension ManifestDocument.Input {
    package init(from decoder: any Decoder) throws {
        try decoder.refuseStrangers(among: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        width = try container.decodeIfPresent(Int.self, forKey: .width)
        height = try container.decodeIfPresent(Int.self, forKey: .height)
        colors = try container.decodeIfPresent(String.self, forKey: .colors)
        fit = try container.decodeIfPresent(String.self, forKey: .fit)
        anchor = try container.decodeIfPresent(String.self, forKey: .anchor)
        rounding = try container.decodeIfPresent(String.self, forKey: .rounding)
        padding = try container.decodeIfPresent(Int.self, forKey: .padding)
        scale = try container.decodeIfPresent(Double.self, forKey: .scale)
        mean = try container.decodeIfPresent([Float].self, forKey: .mean)
        deviation = try container.decodeIfPresent([Float].self, forKey: .deviation)
    }
}

extension ManifestDocument.Output {
    package init(from decoder: any Decoder) throws {
        try decoder.refuseStrangers(among: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        boxes = try container.decodeIfPresent(String.self, forKey: .boxes)
        scale = try container.decodeIfPresent(Float.self, forKey: .scale)
        zeroPoint = try container.decodeIfPresent(Int.self, forKey: .zeroPoint)
    }
}

extension ManifestDocument.ThresholdValues {
    package init(from decoder: any Decoder) throws {
        try decoder.refuseStrangers(among: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        confidence = try container.decodeIfPresent(Float.self, forKey: .confidence)
        iou = try container.decodeIfPresent(Float.self, forKey: .iou)
    }
}

/// Class names as a list, or by class number where numbers are left out.
package enum LabelList: Codable, Sendable, Hashable {
    case list([String])
    case numbered([Int: String])

    package init(from decoder: any Decoder) throws {
        if let list = try? [String](from: decoder) {
            self = .list(list)
        } else {
            self = .numbered(try [Int: String](from: decoder))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .list(let names): try names.encode(to: encoder)
        case .numbered(let names): try names.encode(to: encoder)
        }
    }

    /// The names as a model uses them.
    package var labels: Labels {
        switch self {
        case .list(let names): Labels(names)
        case .numbered(let names): Labels(names)
        }
    }
}

extension Decoder {
    /// Refuses an object with keys that its type does not have.
    fileprivate func refuseStrangers<Key: CodingKey & CaseIterable>(among type: Key.Type) throws {
        let known = Set(Key.allCases.map(\.stringValue))
        let strangers = try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue).filter { !known.contains($0) }
        guard let stranger = strangers.sorted().first else { return }
        throw DecodingError.dataCorrupted(
            DecodingError.Context(
                codingPath: codingPath,
                debugDescription:
                    "unknown key \"\(stranger)\", expected one of \(known.sorted().joined(separator: ", "))"
            ))
    }
}

/// Any key of an object.
private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
