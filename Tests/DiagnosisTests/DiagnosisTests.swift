import Diagnosis
import Testing

@Suite("A diagnosis")
struct DiagnosisTests {
    @Test(
        "is at most three lines: the fact, both sides, the advice",
        arguments: [
            (nil, nil, nil, "it broke"),
            ("a cat", nil, nil, "it broke\n  expected a cat"),
            (nil, "a dog", nil, "it broke\n  found a dog"),
            ("a cat", "a dog", nil, "it broke\n  expected a cat, found a dog"),
            ("a cat", "a dog", "feed it", "it broke\n  expected a cat, found a dog\n  try: feed it"),
            (nil, nil, "feed it", "it broke\n  try: feed it"),
        ] as [(String?, String?, String?, String)])
    func description(_ expected: String?, _ found: String?, _ advice: String?, _ text: String) {
        let diagnosis = Diagnosis(code: "broken", what: "it broke", expected: expected, found: found, advice: advice)
        #expect(diagnosis.description == text)
    }

    @Test("is what an error that has one says")
    func error() {
        struct Broken: DiagnosedError {
            let diagnosis = Diagnosis(code: "broken", what: "it broke", advice: "mend it")
            let underlying: (any Error)? = nil
        }
        #expect("\(Broken())" == "it broke\n  try: mend it")
    }
}

@Suite("An excerpt of text from outside")
struct ExcerptTests {
    @Test(
        "is safe to print",
        arguments: [
            ("", ""), ("plain text", "plain text"), ("Ünïcødé ✓ 雨燕", "Ünïcødé ✓ 雨燕"), ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
            ("\u{1B}[31mred", "\\u{1B}[31mred"), ("zero\0byte", "zero\\0byte"), ("turn\u{202E}ed", "turn\\u{202E}ed"),
            ("line\u{2028}separator", "line\\u{2028}separator"),
        ])
    func escapes(_ text: String, _ excerpt: String) {
        #expect(Diagnosis.excerpt(text) == excerpt)
    }

    @Test(
        "is cut between characters",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcdef…"), ("ääää", 5, "ää…"), ("ab\u{1B}", 6, "ab…"),
            ("abc", 0, "…"),
            ("", 0, ""),
        ])
    func cuts(_ text: String, _ limit: Int, _ excerpt: String) {
        #expect(Diagnosis.excerpt(text, limit: limit) == excerpt)
    }

    @Test("of a huge text is small")
    func huge() {
        #expect(Diagnosis.excerpt(String(repeating: "\u{1}", count: 1_000_000)).utf8.count <= 203)
    }
}
