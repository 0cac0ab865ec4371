import Imaging
import Testing

@Suite("Placement")
struct PreprocessingPlacementTests {
    @Test("a centred letterbox lies where Ultralytics puts it")
    func ultralytics() throws {
        for golden in try ResizeGoldens.load().letterboxes {
            let specification = InputSpecification(size: size(golden.tensor[0], golden.tensor[1]))
            let placement = ImagePlacement(
                imageSize: size(golden.picture[0], golden.picture[1]), specification: specification)
            #expect(edges(placement) == golden.content, "\(golden.picture) \(golden.tensor)")
        }
    }

    @Test(
        "a letterbox at the top left has the size that YOLOX gives it",
        arguments: [
            (810, 1080, 416, 416, 312, 416), (640, 480, 640, 640, 640, 480), (333, 500, 416, 416, 277, 416),
            (100, 37, 640, 640, 640, 236), (500, 3, 416, 416, 416, 2), (1, 5000, 640, 640, 1, 640),
        ])
    func topLeft(width: Int, height: Int, tensorWidth: Int, tensorHeight: Int, newWidth: Int, newHeight: Int) {
        var specification = InputSpecification(size: size(tensorWidth, tensorHeight))
        (specification.anchor, specification.rounding) = (.topLeft, .down)
        let placement = ImagePlacement(imageSize: size(width, height), specification: specification)
        #expect(edges(placement) == [0, 0, newWidth, newHeight])
    }

    @Test(
        "a centre crop takes the largest part of the right aspect",
        arguments: [
            (500, 375, 224, 224, 62..<437, 0..<375), (375, 500, 224, 224, 0..<375, 62..<437),
            (640, 480, 320, 240, 0..<640, 0..<480), (1, 1000, 224, 224, 0..<1, 499..<500),
            (1000, 500, 300, 100, 0..<1000, 83..<416), (2, 2, 1, 1000, 0..<1, 0..<2),
        ])
    func centerCrop(
        width: Int, height: Int, tensorWidth: Int, tensorHeight: Int, columns: Range<Int>, rows: Range<Int>
    ) {
        var specification = InputSpecification(size: size(tensorWidth, tensorHeight))
        specification.fit = .centerCrop
        let placement = ImagePlacement(imageSize: size(width, height), specification: specification)
        #expect(placement.horizontal.source == columns)
        #expect(placement.vertical.source == rows)
        #expect(edges(placement) == [0, 0, tensorWidth, tensorHeight])
    }

    @Test("boxes come back from the tensor as they went there", arguments: ImageFit.allCases)
    func roundTrip(fit: ImageFit) {
        let sides = [1, 2, 7, 37, 100, 333, 639, 640, 641, 1080, 4032, 65535]
        for width in sides {
            for height in sides {
                for anchor in LetterboxAnchor.allCases {
                    var specification = InputSpecification(size: size(640, 416))
                    (specification.fit, specification.anchor) = (fit, anchor)
                    checkRoundTrip(ImagePlacement(imageSize: size(width, height), specification: specification))
                }
            }
        }
    }

    @Test("the content's edges are the picture's edges")
    func edgesMeet() {
        let specification = InputSpecification(size: size(640, 640))
        let placement = ImagePlacement(imageSize: size(810, 1080), specification: specification)
        #expect(
            placement.toImage(Box(xMin: 80, yMin: 0, xMax: 560, yMax: 640))
                == Box(xMin: 0, yMin: 0, xMax: 810, yMax: 1080))
        #expect(placement.horizontal.scale == 1.6875)
    }

    private func checkRoundTrip(_ placement: ImagePlacement) {
        let (columns, rows) = (placement.horizontal.source, placement.vertical.source)
        #expect(!columns.isEmpty && !rows.isEmpty)
        #expect(!placement.horizontal.content.isEmpty && placement.horizontal.content.upperBound <= 640)
        #expect(!placement.vertical.content.isEmpty && placement.vertical.content.upperBound <= 416)
        let box = Box(
            xMin: Float(columns.lowerBound), yMin: Float(rows.lowerBound) + Float(rows.count) / 3,
            xMax: Float(columns.upperBound), yMax: Float(rows.upperBound))
        let back = placement.toImage(placement.toTensor(box))
        // Twice the rounding of `Float` at the tensor's far edge, in original pixels.
        let tolerance = Float(max(placement.horizontal.scale, placement.vertical.scale)) * 1e-4 + 0.01
        #expect(abs(back.xMin - box.xMin) <= tolerance && abs(back.xMax - box.xMax) <= tolerance)
        #expect(abs(back.yMin - box.yMin) <= tolerance && abs(back.yMax - box.yMax) <= tolerance)
    }

    private func size(_ width: Int, _ height: Int) -> ImageSize { ImageSize(width: width, height: height) }

    private func edges(_ placement: ImagePlacement) -> [Int] {
        let (columns, rows) = (placement.horizontal.content, placement.vertical.content)
        return [columns.lowerBound, rows.lowerBound, columns.upperBound, rows.upperBound]
    }
}
