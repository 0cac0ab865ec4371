/// One axis of the upright picture as decoded pixels hold it: thinned by the pitch and perhaps stored backwards.
///
/// Decoded pixels are counted in upright order here. Stored pixel `i` covers the original pixels `i × pitch` to
/// `(i + 1) × pitch`; read backwards, the first one may begin before the picture does.
struct DecodedAxis {
    /// Where the upright original lies in the tensor.
    let placement: AxisPlacement
    /// Decoded pixels along the axis.
    let count: Int
    /// Original pixels per decoded pixel.
    let pitch: Int
    /// Whether stored order runs against upright order.
    let isReversed: Bool
    /// Decoded pixels before the start of the tensor's content; not whole where the pitch does not divide it.
    let start: Double
    /// Decoded pixels that hold something of the content: no other is looked at.
    let window: Range<Int>

    /// - Parameters:
    ///   - placement: Where the axis lies in the tensor.
    ///   - length: Pixels of the upright original along the axis.
    ///   - pitch: Original pixels per decoded pixel.
    ///   - isReversed: Whether stored order runs against upright order.
    init(placement: AxisPlacement, length: Int, pitch: Int, isReversed: Bool) {
        self.placement = placement
        self.pitch = pitch
        self.isReversed = isReversed
        count = (length + pitch - 1) / pitch
        let origin = isReversed ? length - count * pitch : 0
        let (lower, upper) = (placement.source.lowerBound - origin, placement.source.upperBound - origin)
        start = Double(lower) / Double(pitch)
        window = lower / pitch..<(upper + pitch - 1) / pitch
    }

    /// Decoded pixels per tensor pixel.
    var scale: Double { placement.scale / Double(pitch) }

    /// Where an upright pixel is stored along the axis.
    func storedIndex(_ index: Int) -> Int { isReversed ? count - 1 - index : index }
}
