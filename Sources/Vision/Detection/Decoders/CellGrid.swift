import Imaging

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
