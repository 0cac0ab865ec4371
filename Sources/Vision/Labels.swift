/// The names of a model's classes.
public struct Labels: Sendable, Hashable {
    private let names: [Int: String]

    /// Takes names by class number; numbers without a name are written `class_17`.
    public init(_ names: [Int: String]) {
        self.names = names
    }

    /// Takes names in the order of their classes.
    public init(_ names: [String]) {
        self.init(Dictionary(uniqueKeysWithValues: zip(0..., names)))
    }

    /// No names at all.
    public static let none = Labels([Int: String]())

    /// Number of names.
    public var count: Int { names.count }

    /// Whether there is no name.
    public var isEmpty: Bool { names.isEmpty }

    /// The name of a class, never an invented one.
    public subscript(classID: Int) -> String { names[classID] ?? "class_\(classID)" }

    /// The names in the order of their classes, or `nil` where numbers are left out.
    package var list: [String]? {
        let list = (0..<count).compactMap { names[$0] }
        return list.count == count ? list : nil
    }

    /// The names by class number.
    package var byNumber: [Int: String] { names }

    /// The class numbers that a list of names and numbers stands for; what is neither is left out.
    package func numbers(of wanted: Set<String>) -> Set<Int> {
        let byName = names.filter { wanted.contains($0.value) }.keys
        return Set(byName).union(wanted.compactMap(Int.init))
    }

    /// Those of a list that are neither a name nor the number of a class.
    ///
    /// - Parameters:
    ///   - wanted: Names and numbers.
    ///   - classCount: How many classes the model has, of which some may have no name; `nil` where only names tell.
    /// - Returns: The others, in order.
    package func strangers(in wanted: Set<String>, classCount: Int?) -> [String] {
        let (known, numbers) = (Set(names.values), 0..<max(0, classCount ?? 0))
        return wanted.filter { text in
            guard !known.contains(text) else { return false }
            guard let number = Int(text) else { return true }
            return names[number] == nil && !numbers.contains(number)
        }.sorted()
    }
}

extension Labels {
    /// The 80 classes of COCO in the order that detectors use.
    ///
    /// Source: cocodataset.org, `instances_train2017.json`.
    public static let coco = Labels([
        "person", "bicycle", "car", "motorcycle", "airplane", "bus", "train", "truck", "boat", "traffic light",
        "fire hydrant", "stop sign", "parking meter", "bench", "bird", "cat", "dog", "horse", "sheep", "cow",
        "elephant", "bear", "zebra", "giraffe", "backpack", "umbrella", "handbag", "tie", "suitcase", "frisbee",
        "skis", "snowboard", "sports ball", "kite", "baseball bat", "baseball glove", "skateboard", "surfboard",
        "tennis racket", "bottle", "wine glass", "cup", "fork", "knife", "spoon", "bowl", "banana", "apple",
        "sandwich", "orange", "broccoli", "carrot", "hot dog", "pizza", "donut", "cake", "chair", "couch",
        "potted plant", "bed", "dining table", "toilet", "tv", "laptop", "mouse", "remote", "keyboard", "cell phone",
        "microwave", "oven", "toaster", "sink", "refrigerator", "book", "clock", "vase", "scissors", "teddy bear",
        "hair drier", "toothbrush",
    ])
}
