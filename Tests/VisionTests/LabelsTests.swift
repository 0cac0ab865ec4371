import Testing
import Vision

@Suite("Labels") struct LabelsTests {
    @Test("only names and numbers of classes are known, also where numbers are as large as they get")
    func strangers() {
        let labels = Labels([0: "cat", 7: "dog", Int.max: "bird"])
        let asked: Set = ["cat", "dog", "0", "3", "7", "9", "-1", "\(Int.max)", "99999999999999999999", "Cat"]
        #expect(labels.strangers(in: asked, classCount: nil) == ["-1", "3", "9", "99999999999999999999", "Cat"])
        #expect(labels.strangers(in: asked, classCount: 8) == ["-1", "9", "99999999999999999999", "Cat"])
        #expect(labels.strangers(in: ["0"], classCount: -1).isEmpty)
    }
}
