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

    let classCount: Int?
    private let output: TensorDescription

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
        output = try signature.firstTensor()
        classCount = output.length(2).map { $0 - 5 }
    }

    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate] {
        try outputs.withMatrix(output) { matrix in
            let grid = CellGrid(context.tensorSize, strides: Self.strides)
            guard grid.count == matrix.rows else {
                throw VisionError(
                    .outputUnexpected, "the model's output has another number of rows than the picture has cells",
                    expected: "\(grid.count)", found: "\(matrix.rows)")
            }
            return try ObjectnessRows.indexedCandidates(in: matrix, above: context.thresholds.confidence) {
                row, index in
                let cell = grid[index]
                return Box(
                    centerX: (row[0] + cell.column) * cell.stride, centerY: (row[1] + cell.row) * cell.stride,
                    width: expf(row[2]) * cell.stride, height: expf(row[3]) * cell.stride)
            }
        }
    }
}

/// The cells over an input tensor, stride by stride, row by row.
struct CellGrid {
    /// One cell: its place in its grid, and the pixels between neighbours.
    struct Cell {
        let column: Float
        let row: Float
        let stride: Float
    }

    private let levels: [(first: Int, columns: Int, stride: Int)]
    /// Cells over all strides.
    let count: Int

    init(_ size: ImageSize, strides: [Int]) {
        var levels: [(first: Int, columns: Int, stride: Int)] = []
        var first = 0
        for stride in strides {
            levels.append((first, max(1, size.width / stride), stride))
            first += (size.width / stride) * (size.height / stride)
        }
        self.levels = levels
        count = first
    }

    subscript(index: Int) -> Cell {
        let level = levels.last { $0.first <= index } ?? levels[0]
        let (row, column) = (index - level.first).quotientAndRemainder(dividingBy: level.columns)
        return Cell(column: Float(column), row: Float(row), stride: Float(level.stride))
    }
}
