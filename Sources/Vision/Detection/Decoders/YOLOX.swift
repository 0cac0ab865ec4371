import Imaging
import Inference

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// YOLOX: `[1, cells, 5 + classes]`, one row a cell, boxes still relative to their cells.
///
/// Centre = (prediction + cell) × stride, extent = exp(prediction) × stride. Pictures are BGR, not normalised, and
/// letterboxed into the top left corner. Source: Megvii-BaseDetection/YOLOX, `yolox/utils/demo_utils.py` and
/// `yolox/data/data_augment.py`.
struct YOLOX: DetectionDecoder {
    static let families = ["yolox"]
    static let mapsWithOneScale = true

    private static let strides = [8, 16, 32]

    private let rows: ObjectnessRows

    var classCount: Int? { rows.classCount }

    static func match(_ signature: ModelSignature) -> DecoderMatch? {
        signature.matchOneRowPerCell(strides: [strides], outputName: "output")
    }

    func prepare(_ input: inout InputSpecification) {
        input.channels = .bgr
        input.normalization = .none
        input.anchor = .topLeft
        input.rounding = .down
    }

    init(_ signature: ModelSignature) throws(VisionError) {
        rows = try ObjectnessRows(signature)
    }

    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate] {
        let grid = CellGrid(context.tensorSize, strides: Self.strides)
        return try rows.candidates(in: outputs, context: context, rowCount: grid.count) { row, index in
            let cell = grid[index]
            return Box(
                centerX: (row[0] + cell.column) * cell.stride, centerY: (row[1] + cell.row) * cell.stride,
                width: expf(row[2]) * cell.stride, height: expf(row[3]) * cell.stride)
        }
    }
}
