/// The dimensions of a tensor that exists: all known, none negative, and few enough elements to count their bytes.
public struct TensorShape: Sendable, Hashable {
    /// Lengths from the outermost dimension to the innermost; empty for a scalar.
    public let dimensions: [Int]
    /// The product of the dimensions: 1 for a scalar, 0 where one of them is 0.
    public let elementCount: Int

    /// Checks and takes dimensions.
    ///
    /// - Throws: ``InferenceError`` with `tensor-mismatch` where one is negative or their product is out of range.
    public init(_ dimensions: [Int]) throws(InferenceError) {
        let widestElement = 8  // bytes; the elements' size in bytes must fit in an `Int` as well
        var count = 1
        for dimension in dimensions {
            let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
            guard dimension >= 0, !overflow, product <= Int.max / widestElement else {
                throw InferenceError(
                    .tensorMismatch, "a tensor cannot have this shape",
                    expected: "dimensions of 0 or more whose product is below 2^60", found: "\(dimensions)")
            }
            count = product
        }
        self.dimensions = dimensions
        elementCount = count
    }

    /// Number of dimensions.
    public var rank: Int { dimensions.count }

    /// The length of one dimension; negative indices count from the innermost.
    public subscript(index: Int) -> Int { dimensions[index < 0 ? rank + index : index] }
}

extension TensorShape: CustomStringConvertible {
    /// `[1, 3, 640, 640]`.
    public var description: String { dimensions.description }
}
