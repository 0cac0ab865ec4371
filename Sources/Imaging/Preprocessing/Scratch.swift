/// Working memory of one call, released with its owner.
struct Scratch<Element: BitwiseCopyable>: ~Copyable {
    /// The first of its elements.
    let base: UnsafeMutablePointer<Element>

    /// Makes memory for `count` elements, all the same at first.
    init(count: Int, repeating value: Element) {
        base = .allocate(capacity: count)
        base.initialize(repeating: value, count: count)
    }

    deinit { base.deallocate() }
}
