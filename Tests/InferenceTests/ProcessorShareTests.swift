import Inference
import Testing

@Suite("The default number of threads")
struct ProcessorShareTests {
    @Test(
        "Lambda's memory size buys one processor per 1,769 MB, rounded up",
        arguments: [
            (0, 1), (-5, 1), (128, 1), (1_769, 1), (1_770, 2), (3_008, 2), (3_538, 2), (3_539, 3), (10_240, 6),
            (Int.max, 6),
        ])
    func lambda(_ megabytes: Int, _ threads: Int) {
        #expect(ProcessorShare.lambdaThreads(megabytes: megabytes) == threads)
    }

    @Test(
        "a container's quota is its processors, rounded up",
        arguments: [
            ("max 100000\n", nil), ("100000 100000\n", 1), ("150000 100000", 2), ("200000 100000\n", 2),
            ("50000 100000\n", 1), ("1 1000000", 1), ("100000 0", nil), ("0 100000", nil), ("-1 100000", nil),
            ("", nil),
            ("100000", nil), ("a b", nil), ("9223372036854775807 1", Int.max), ("1 2 3", nil),
        ] as [(String, Int?)])
    func quota(_ line: String, _ processors: Int?) {
        #expect(ProcessorShare.processors(inQuota: line) == processors)
    }

    @Test("there is at least one thread, and no more than the machine has")
    func bounds() {
        #expect(ProcessorShare.availableProcessors >= 1)
        #expect(ProcessorShare.threads >= 1)
    }
}
