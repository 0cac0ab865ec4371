/// The fused pass: from decoded pixels to a model's input in one go.
///
/// Each line of the tensor is sampled into working memory small enough for a cache, then normalised, converted and
/// stored. The picture is read once and never copied or turned.
struct TensorPacking<Sampler: LineSampler & ~Copyable>: ~Copyable {
    private let writer: TensorWriter
    private let specification: InputSpecification
    private let placement: ImagePlacement
    private let sampler: Sampler

    /// - Parameters:
    ///   - tensor: Memory of the whole tensor, aligned for its element.
    ///   - specification: What the tensor is.
    ///   - placement: Where the picture lies in it.
    ///   - sampler: Makes the content's lines.
    init(
        _ tensor: UnsafeMutableRawPointer, _ specification: InputSpecification, _ placement: ImagePlacement,
        _ sampler: consuming Sampler
    ) {
        writer = TensorWriter(tensor, specification, levelUnit: Sampler.levelUnit)
        self.specification = specification
        self.placement = placement
        self.sampler = sampler
    }

    /// Writes every element of the tensor.
    func run() {
        writePadding()
        if sampler.linesAreColumns { writeColumns() } else { writeRows() }
    }

    private func writePadding() {
        let (width, level) = (specification.size.width, Float(specification.padding) * Sampler.levelUnit)
        let line = Scratch(count: width + 3, repeating: Sample(repeating: level))
        let (columns, rows) = (placement.horizontal.content, placement.vertical.content)
        for y in 0..<specification.size.height {
            if rows.contains(y) {
                writer.write(line.base, count: columns.lowerBound, x: 0, y: y)
                writer.write(line.base, count: width - columns.upperBound, x: columns.upperBound, y: y)
            } else {
                writer.write(line.base, count: width, x: 0, y: y)
            }
        }
    }

    private func writeRows() {
        let line = Scratch(count: sampler.lineLength + 3, repeating: Sample.zero)
        let (left, top) = (placement.horizontal.content.lowerBound, placement.vertical.content.lowerBound)
        for index in 0..<sampler.lineCount {
            sampler.sample(line: index, into: line.base, stride: 1)
            writer.write(line.base, count: sampler.lineLength, x: left, y: top + index)
        }
    }

    /// Samples a block of columns and writes it row by row, so that neither side jumps through memory.
    private func writeColumns() {
        let width = 16
        let block = Scratch(count: width * sampler.lineLength + 3, repeating: Sample.zero)
        let (left, top) = (placement.horizontal.content.lowerBound, placement.vertical.content.lowerBound)
        for start in stride(from: 0, to: sampler.lineCount, by: width) {
            let count = min(width, sampler.lineCount - start)
            for column in 0..<count {
                sampler.sample(line: start + column, into: block.base + column, stride: width)
            }
            for row in 0..<sampler.lineLength {
                writer.write(block.base + row * width, count: count, x: left + start, y: top + row)
            }
        }
    }
}
