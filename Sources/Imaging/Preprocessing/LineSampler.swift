/// A pixel on its way to the tensor: red, green and blue level and a lane that is not looked at.
typealias Sample = SIMD4<Float>

/// Makes the tensor's content, a line at a time, from decoded pixels.
protocol LineSampler: ~Copyable {
    /// What a level of one is in the samples; a power of two.
    static var levelUnit: Float { get }
    /// Lines of the content.
    var lineCount: Int { get }
    /// Pixels of a line.
    var lineLength: Int { get }
    /// Whether a line is a column of the tensor, from the top, rather than a row.
    var linesAreColumns: Bool { get }
    /// Writes the samples of one line in units of ``levelUnit``, each `stride` places after the one before.
    func sample(line: Int, into output: UnsafeMutablePointer<Sample>, stride: Int)
}
