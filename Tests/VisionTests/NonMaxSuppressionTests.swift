import Imaging
import TestSupport
import Testing
import Vision

/// Random boxes, and the rows that torchvision keeps.
private struct SuppressionGolden: Decodable {
    let boxes: [[Float]]
    let scores: [Float]
    let classes: [Int]
    let cases: [Case]

    struct Case: Decodable {
        let iou: Float
        let agnostic: Bool
        let kept: [Int]
    }

    var candidates: [DetectionCandidate] {
        zip(boxes, zip(classes, scores)).map { box, rest in
            DetectionCandidate(
                box: Box(xMin: box[0], yMin: box[1], xMax: box[2], yMax: box[3]), classID: rest.0, score: rest.1)
        }
    }
}

@Suite("Suppression of overlapping boxes")
struct NonMaxSuppressionTests {
    @Test("keeps the rows that torchvision keeps, in its order")
    func agreesWithTorchvision() throws {
        let golden = try FixtureModels.golden("nms.json", as: SuppressionGolden.self)
        let candidates = golden.candidates
        for testCase in golden.cases {
            let suppress = NonMaxSuppression(
                threshold: testCase.iou, isClassAgnostic: testCase.agnostic, limit: candidates.count)
            #expect(suppress(candidates) == testCase.kept.map { candidates[$0] })
        }
    }

    @Test("a limit keeps the surest")
    func limit() throws {
        let candidates = try FixtureModels.golden("nms.json", as: SuppressionGolden.self).candidates
        let all = NonMaxSuppression(threshold: 0.5, isClassAgnostic: false, limit: 1_000)(candidates)
        let few = NonMaxSuppression(threshold: 0.5, isClassAgnostic: false, limit: 7)(candidates)
        #expect(few == Array(all.prefix(7)))
    }

    @Test("an overlap of exactly the threshold is kept")
    func strictComparison() {
        let left = DetectionCandidate(box: Box(xMin: 0, yMin: 0, xMax: 2, yMax: 1), classID: 0, score: 0.9)
        let right = DetectionCandidate(box: Box(xMin: 1, yMin: 0, xMax: 3, yMax: 1), classID: 0, score: 0.8)
        let third = Float(1) / 3
        #expect(NonMaxSuppression(threshold: third, isClassAgnostic: false, limit: 9)([left, right]).count == 2)
        #expect(
            NonMaxSuppression(threshold: third.nextDown, isClassAgnostic: false, limit: 9)([left, right]) == [left])
    }

    @Test("scores sort from high to low, equal ones in their order", arguments: [1, 2, 3, 100, 30_000])
    func order(count: Int) {
        var state: UInt32 = 7
        let candidates = (0..<count).map { index in
            state = state &* 1_664_525 &+ 1_013_904_223
            let score = Float(state >> 20) / 4_096 - 0.25
            return DetectionCandidate(
                box: Box(xMin: 0, yMin: 0, xMax: 1, yMax: 1), classID: index, score: score)
        }
        let expected = candidates.indices.sorted {
            (candidates[$0].score, $1) > (candidates[$1].score, $0)
        }
        #expect(candidates.orderByDescendingScore() == expected)
    }
}
