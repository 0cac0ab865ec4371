/// The dictionary of GIF's LZW: each code stands for an earlier code's string and one more index.
struct LZWTable {
    /// A code has at most twelve bits.
    static let largestCodeSize = 12

    /// The code that empties the table; the next one ends the stream.
    let clear: Int
    /// Bits of the next code.
    private(set) var codeSize: Int
    private let smallestCodeSize: Int
    private var next: Int
    private var previous: Int?
    private var prefixes = [UInt16](repeating: 0, count: 1 << largestCodeSize)
    private var suffixes: [UInt8]
    private var lengths: [Int32]

    init(bitsPerLiteral: Int) {
        clear = 1 << bitsPerLiteral
        smallestCodeSize = bitsPerLiteral + 1
        codeSize = smallestCodeSize
        next = clear + 2
        suffixes = (0..<1 << Self.largestCodeSize).map { UInt8(truncatingIfNeeded: $0) }
        lengths = [Int32](repeating: 1, count: 1 << Self.largestCodeSize)
    }

    mutating func reset() {
        codeSize = smallestCodeSize
        next = clear + 2
        previous = nil
    }

    /// Writes the string of a code, as far as there is room, and learns the new one that it makes.
    ///
    /// - Returns: The string's whole length; `nil` where the code stands for nothing yet.
    mutating func append(_ code: Int, to output: UnsafeMutableBufferPointer<UInt8>, at place: Int) -> Int? {
        guard let previous else {
            guard code < clear else { return nil }
            output[place] = UInt8(truncatingIfNeeded: code)
            self.previous = code
            return 1
        }
        guard code <= next, code < 1 << Self.largestCodeSize else { return nil }
        // A code one past the table is the previous string and its own first index again.
        let isNew = code == next
        let known = isNew ? previous : code
        let length = Int(lengths[known])
        let first = write(known, length: length, to: output, at: place)
        if isNew, place + length < output.count { output[place + length] = first }
        learn(prefix: previous, suffix: first)
        self.previous = code
        return isNew ? length + 1 : length
    }

    /// Writes a known string from its end, and returns its first index.
    private func write(
        _ code: Int, length: Int, to output: UnsafeMutableBufferPointer<UInt8>, at place: Int
    ) -> UInt8 {
        var code = code
        var target = place + length
        while code > clear {
            target -= 1
            if target < output.count { output[target] = suffixes[code] }
            code = Int(prefixes[code])
        }
        let first = UInt8(truncatingIfNeeded: code)
        output[place] = first
        return first
    }

    private mutating func learn(prefix: Int, suffix: UInt8) {
        guard next < 1 << Self.largestCodeSize else { return }
        prefixes[next] = UInt16(prefix)
        suffixes[next] = suffix
        lengths[next] = lengths[prefix] + 1
        next += 1
        if next == 1 << codeSize, codeSize < Self.largestCodeSize { codeSize += 1 }
    }
}
