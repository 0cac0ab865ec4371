import Imaging
import Testing

@Suite("Drawing")
struct DrawingTests {
    static let hostile: [Float] = [
        .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1e9, -1e9, -0.5, 0, 17.5,
        .leastNonzeroMagnitude,
    ]
    let red = Color(red: 255, green: 0, blue: 0)

    @Test("an outline lies inside the box's edges and leaves everything else alone")
    func outline() {
        var canvas = blank(20, 12)
        canvas.stroke(Box(xMin: 3, yMin: 2, xMax: 13, yMax: 9), color: red, thickness: 2)
        for (x, y, color) in colors(canvas.pixels) {
            let isInBox = (3..<13).contains(x) && (2..<9).contains(y)
            let isInside = (5..<11).contains(x) && (4..<7).contains(y)
            #expect(color == (isInBox && !isInside ? red : .black))
        }
    }

    @Test("a box partly outside the picture is cut, not moved")
    func cutOutline() {
        var canvas = blank(10, 10)
        canvas.stroke(Box(xMin: -5, yMin: 4, xMax: 15, yMax: 30), color: red, thickness: 1)
        for (_, y, color) in colors(canvas.pixels) {
            #expect(color == (y == 4 ? red : .black))
        }
    }

    @Test("a filled box has its colour on every pixel of it")
    func filled() {
        var canvas = blank(9, 9)
        canvas.fill(Box(xMin: 2.4, yMin: -3, xMax: 6.6, yMax: 4.4), color: red)
        for (x, y, color) in colors(canvas.pixels) {
            #expect(color == ((2..<7).contains(x) && y < 4 ? red : .black))
        }
    }

    @Test("any number in a box is safe", arguments: hostile, hostile)
    func anyNumber(first: Float, second: Float) {
        for (width, height) in [(1, 1), (3, 40), (64, 48)] {
            for thickness in [nil, 0, -3, 1, .max] as [Int?] {
                var canvas = blank(width, height)
                let boxes = [
                    Box(xMin: first, yMin: second, xMax: 5, yMax: 6), Box(xMin: 1, yMin: 1, xMax: first, yMax: second),
                    Box(xMin: first, yMin: first, xMax: second, yMax: second),
                ]
                for box in boxes {
                    canvas.stroke(box, color: red, thickness: thickness)
                    canvas.fill(box, color: red)
                    canvas.label("person 0.87", for: box, color: red)
                }
                #expect(canvas.pixels.size == ImageSize(width: width, height: height))
            }
        }
    }

    @Test("nothing shows of a box whose edges are all far outside or not numbers")
    func outside() {
        var canvas = blank(40, 40)
        for box in [
            Box(xMin: -1e9, yMin: -1e9, xMax: 1e9, yMax: 1e9), Box(xMin: .nan, yMin: 0, xMax: 9, yMax: 9),
            Box(xMin: 50, yMin: 0, xMax: 90, yMax: 30),
        ] {
            canvas.stroke(box, color: red)
        }
        canvas.label("cat", for: Box(xMin: 50, yMin: 0, xMax: 90, yMax: 30), color: red)
        #expect(canvas.pixels == blank(40, 40).pixels)
    }

    @Test(
        "a label is whole within the picture wherever its box is",
        arguments: [
            Box(xMin: 100, yMin: 60, xMax: 150, yMax: 90), Box(xMin: 0, yMin: 0, xMax: 20, yMax: 20),
            Box(xMin: 190, yMin: 3, xMax: 300, yMax: 119), Box(xMin: -80, yMin: 100, xMax: 20, yMax: 400),
            Box(xMin: 0, yMin: 0, xMax: 200, yMax: 120),
        ])
    func labelInside(box: Box) {
        var canvas = blank(200, 120)
        canvas.label("dog 0.5", for: box, color: red)
        let drawn = colors(canvas.pixels).filter { $0.color != .black }
        // Seven letters of eight pixels with a margin of two, less the space behind the last; 14 rows and one.
        #expect(drawn.count == 59 * 15)
        #expect(drawn.contains { $0.color == .white })
    }

    @Test("labels of boxes on one spot do not cover each other")
    func labelsApart() {
        var canvas = blank(200, 120)
        let box = Box(xMin: 40, yMin: 50, xMax: 90, yMax: 100)
        for green: UInt8 in [1, 2, 3] {
            canvas.label("cat", for: box, color: Color(red: 255, green: green, blue: 0))
        }
        let areas = (1...3).map { green in colors(canvas.pixels).count { $0.color.green == UInt8(green) } }
        #expect(Set(areas).count == 1)
    }

    @Test("a text too long for the picture is cut")
    func longText() {
        var canvas = blank(50, 60)
        canvas.label(String(repeating: "W", count: 10_000), for: Box(xMin: 0, yMin: 30, xMax: 9, yMax: 50), color: red)
        #expect(colors(canvas.pixels).count { $0.color != .black } == 43 * 15)
    }

    @Test("every printable letter looks different, and anything else is a box")
    func letters() {
        let ascii = (32...126).map { String(UnicodeScalar(UInt8($0))) }
        let pictures = Set(ascii.map { labelled($0) })
        #expect(pictures.count == ascii.count)
        for other in ["é", "猫", "👩‍👩‍👧", "\n"] { #expect(labelled(other) == labelled("ß")) }
        #expect(!pictures.contains(labelled("ß")))
    }

    @Test("lines and letters grow with the picture")
    func sizes() {
        let small = blank(320, 240)
        let large = blank(4032, 3024)
        #expect(small.lineThickness == 2 && small.fontScale == 1)
        #expect(large.lineThickness == 11 && large.fontScale == 6)
    }

    @Test("class colours differ, stay the same and are there for any number")
    func palette() {
        let colors = (0..<80).map { Palette.color(ofClass: $0) }
        #expect(Set(colors).count == 80)
        #expect(colors == (0..<80).map { Palette.color(ofClass: $0) })
        for (one, next) in zip(colors, colors.dropFirst()) {
            let difference = [(one.red, next.red), (one.green, next.green), (one.blue, next.blue)]
                .map { abs(Int($0) - Int($1)) }
            #expect(difference.max() ?? 0 >= 60)
        }
        for id in [Int.min, -1, .max] { _ = Palette.color(ofClass: id) }
    }

    private func blank(_ width: Int, _ height: Int) -> Canvas {
        Canvas(PixelBuffer(size: ImageSize(width: width, height: height), filledWith: .black))
    }

    private func labelled(_ text: String) -> PixelBuffer {
        var canvas = blank(30, 40)
        canvas.label(text, for: Box(xMin: 0, yMin: 20, xMax: 20, yMax: 40), color: red)
        return canvas.pixels
    }

    private func colors(_ pixels: PixelBuffer) -> [(x: Int, y: Int, color: Color)] {
        (0..<pixels.size.pixelCount).map { index in
            let bytes = pixels.bytes[(index * 3)..<(index * 3 + 3)]
            let color = Color(red: bytes[index * 3], green: bytes[index * 3 + 1], blue: bytes[index * 3 + 2])
            return (index % pixels.size.width, index / pixels.size.width, color)
        }
    }
}
