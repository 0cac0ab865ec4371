import Imaging
import Inference

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// NanoDet: class scores and distributions over distances to the four edges, a row a cell.
///
/// Older exports put out two tensors a stride, `[1, cells, classes]` and `[1, cells, 4 × bins]`; NanoDet-Plus joins
/// them to `[1, cells, classes + 4 × bins]`. A distance is the mean of its distribution (a softmax over bins) times
/// the stride. Source: RangiLyu/nanodet, `nanodet/model/head/gfl_head.py` and `nanodet_plus_head.py`;
/// Li et al., "Generalized Focal Loss", 2020.
struct NanoDet: DetectionDecoder {
    static let families = ["nanodet", "nanodet-plus"]

    /// Bins of each distance's distribution; every published model has a largest distance of 7 strides.
    private static let bins = 8
    private static let edgeColumns = 4 * bins

    let classCount: Int?
    private let levels: [Level]

    /// Where one stride's scores and distances are.
    private struct Level {
        let stride: Int
        let scores: TensorDescription
        /// The same tensor as `scores` in the joined form.
        let distances: TensorDescription
        /// The first of this stride's rows.
        let firstRow: Int
        /// Where in its cell a row's point lies, in strides.
        let offset: Float

        var isJoined: Bool { scores == distances }
    }

    static func match(_ signature: ModelSignature) -> DecoderMatch? {
        guard let decoder = try? NanoDet(signature), let classes = decoder.classCount, classes > 0 else { return nil }
        let reason = "\(decoder.levels.count) strides of \(classes) classes and \(edgeColumns) distance bins"
        let isNamed = decoder.levels[0].isJoined && decoder.levels[0].scores.name == "output"
        return isNamed
            ? DecoderMatch(.names, reason + ", named as NanoDet-Plus exports name it") : DecoderMatch(.shapes, reason)
    }

    func prepare(_ input: inout InputSpecification) {
        input.channels = .bgr
        input.rounding = .down
        if !levels[0].isJoined { input.padding = 0 }
        input.normalization = Normalization(mean: [103.53, 116.28, 123.675], deviation: [57.375, 57.12, 58.395])
    }

    init(_ signature: ModelSignature) throws(VisionError) {
        let tensors = signature.tensors
        if let levels = Self.joinedLevels(tensors, signature) ?? Self.separateLevels(tensors, signature) {
            self.levels = levels
            let columns = levels[0].scores.length(2) ?? 0
            classCount = levels[0].isJoined ? columns - Self.edgeColumns : columns
        } else {
            throw VisionError(
                .outputUnexpected, "the model's outputs are not NanoDet's",
                expected: "scores and \(Self.edgeColumns) distance bins for each cell of strides 8, 16 and 32")
        }
    }

    /// NanoDet-Plus has a fourth stride; both place a point at the cell's corner.
    private static func joinedLevels(_ tensors: [TensorDescription], _ signature: ModelSignature) -> [Level]? {
        guard tensors.count == 1, tensors[0].rank == 3, let columns = tensors[0].length(2), columns > edgeColumns
        else { return nil }
        var firstRow = 0
        let levels = [8, 16, 32, 64].map { stride in
            defer { firstRow += signature.nanoDetCells(stride) }
            return Level(stride: stride, scores: tensors[0], distances: tensors[0], firstRow: firstRow, offset: 0)
        }
        return tensors[0].length(1) == firstRow ? levels : nil
    }

    /// The older form places a point at the middle pixel of its cell.
    private static func separateLevels(_ tensors: [TensorDescription], _ signature: ModelSignature) -> [Level]? {
        var levels: [Level] = []
        for stride in [8, 16, 32] {
            let rows = tensors.filter { $0.rank == 3 && $0.length(1) == signature.nanoDetCells(stride) }
            guard rows.count == 2, let distances = rows.first(where: { $0.length(2) == edgeColumns }),
                let scores = rows.first(where: { $0 != distances })
            else { return nil }
            let offset = (Float(stride) - 1) / 2 / Float(stride)
            levels.append(Level(stride: stride, scores: scores, distances: distances, firstRow: 0, offset: offset))
        }
        return levels.count * 2 == tensors.count ? levels : nil
    }

    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate] {
        var candidates: [DetectionCandidate] = []
        for level in levels {
            try outputs.withMatrix(level.scores) { scores in
                try outputs.withMatrix(level.distances) { distances in
                    candidates += try read(level, scores, distances, context)
                }
            }
        }
        return candidates
    }

    private func read(
        _ level: Level, _ scores: OutputMatrix, _ distances: OutputMatrix, _ context: DecodingContext
    ) throws(VisionError) -> [DetectionCandidate] {
        let columns = (context.tensorSize.width + level.stride - 1) / level.stride
        let rows = (context.tensorSize.height + level.stride - 1) / level.stride
        let firstBin = level.isJoined ? distances.columns - Self.edgeColumns : 0
        guard level.firstRow + rows * columns <= min(scores.rows, distances.rows), firstBin >= 0,
            distances.columns >= Self.edgeColumns
        else { throw VisionError.tooFewColumns(distances.columns, expected: "distances for every cell") }
        let classes = level.isJoined ? firstBin : scores.columns
        var candidates: [DetectionCandidate] = []
        for cell in 0..<rows * columns {
            guard let score = scores[row: level.firstRow + cell], let row = distances[row: level.firstRow + cell]
            else { break }
            let best = UnsafeBufferPointer(start: score, count: classes).indexOfMaximum
            guard classes > 0, score[best] > context.thresholds.confidence else { continue }
            let (x, y) = (Float(cell % columns) + level.offset, Float(cell / columns) + level.offset)
            let edges = (0..<4).map { Self.distance(row + firstBin + $0 * Self.bins) }
            let stride = Float(level.stride)
            let box = Box(
                xMin: (x - edges[0]) * stride, yMin: (y - edges[1]) * stride,
                xMax: (x + edges[2]) * stride, yMax: (y + edges[3]) * stride)
            candidates.append(DetectionCandidate(box: box, classID: best, score: score[best]))
        }
        return candidates
    }

    /// The mean of one distribution, in strides.
    private static func distance(_ logits: UnsafePointer<Float>) -> Float {
        let largest = (0..<bins).reduce(-Float.infinity) { max($0, logits[$1]) }
        var (sum, mean): (Float, Float) = (0, 0)
        for bin in 0..<bins {
            let weight = expf(logits[bin] - largest)
            sum += weight
            mean += weight * Float(bin)
        }
        return mean / sum
    }
}

extension ModelSignature {
    /// NanoDet rounds the number of cells up where the stride does not divide the side.
    fileprivate func nanoDetCells(_ stride: Int) -> Int {
        ((image.size.width + stride - 1) / stride) * ((image.size.height + stride - 1) / stride)
    }
}
