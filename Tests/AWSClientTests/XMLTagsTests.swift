import AWSClient
import Testing

@Suite("Tags of XML answers")
struct XMLTagsTests {
    @Test(
        "the text of the first innermost element is found",
        arguments: [
            ("<Error><Code>NoSuchKey</Code></Error>", "NoSuchKey"),
            ("<?xml version=\"1.0\"?>\n<Error>\n  <Code >a</Code>\n</Error>", "a"),
            ("<Code xmlns=\"x\">a</Code>", "a"), ("<Code></Code>", ""), ("<Code/><Code>b</Code>", "b"),
            ("<Code>a</Code><Code>b</Code>", "a"), ("<Code>&lt;&amp;&gt;&quot;&apos;</Code>", "<&>\"'"),
            ("<Code>&amp;lt; &unknown; & &#65; &amp</Code>", "&lt; &unknown; & &#65; &amp"),
            ("<!-- <Code>no --><Code>yes</Code>", "yes"), ("<Code>a<Inner>b</Inner>c</Code>", nil),
        ] as [(String, String?)])
    func texts(_ xml: String, _ text: String?) {
        #expect(XMLTags(Array(xml.utf8))["Code"] == text)
    }

    @Test(
        "what is no XML gives nothing",
        arguments: [
            "", "<", ">", "<>", "</>", "<Code>", "<Code", "</Code>", "<Code>x</Code", "<<<<<", "{}", "<Code>x</Other>",
            "\u{0}<\u{FFFD}>", "<!DOCTYPE x [<!ENTITY a \"b\">]>",
            String(repeating: "<a>", count: 100_000) + "<Code>x</Code>",
        ])
    func garbage(_ text: String) {
        #expect(XMLTags(Array(text.utf8))["Code"] == nil)
    }

    @Test("no cut of an answer traps")
    func cuts() {
        let xml = Array("<?xml?><E a='>'><Code>&lt;x</Code><Message>m&amp;</Message><R/></E>".utf8)
        for end in 0...xml.count {
            _ = XMLTags(Array(xml[..<end]))
            var changed = xml
            if end < xml.count { changed[end] = 0xFF }
            _ = XMLTags(changed)
        }
    }
}
