import AWSClient
import Testing

@Suite("Times in AWS' forms")
struct UTCTimeTests {
    @Test(
        "seconds become dates",
        arguments: [
            (0, "19700101T000000Z"), (1_440_938_160, "20150830T123600Z"), (951_782_399, "20000228T235959Z"),
            (951_868_799, "20000229T235959Z"), (4_107_542_400, "21000301T000000Z"), (-1, "19691231T235959Z"),
            (1_709_164_800, "20240229T000000Z"),
        ])
    func basic(_ seconds: Int, _ text: String) {
        #expect(UTCTime(secondsSince1970: seconds).basic == text)
        #expect(UTCTime(secondsSince1970: seconds).day == String(text.prefix(8)))
    }

    @Test(
        "ISO 8601 is read with every kind of zone",
        arguments: [
            ("2015-08-30T12:36:00Z", 1_440_938_160), ("2015-08-30T12:36:00.999Z", 1_440_938_160),
            ("2015-08-30T14:36:00+02:00", 1_440_938_160), ("2015-08-30T12:06:00-0030", 1_440_938_160),
            ("2015-08-30T12:36:00UTC", 1_440_938_160), ("2015-08-30 12:36:00+00:00", 1_440_938_160),
            ("1970-01-01T00:00:00Z", 0), ("0000-01-01T00:00:00Z", -62_167_219_200),
            ("9999-12-31T23:59:59Z", 253_402_300_799), ("2000-02-29T23:59:59Z", 951_868_799),
        ])
    func read(_ text: String, _ seconds: Int) {
        #expect(UTCTime(iso8601: text)?.secondsSince1970 == seconds)
    }

    @Test(
        "what is no time with a zone is refused",
        arguments: [
            "", "2015-08-30", "2015-08-30T12:36:00", "2015-13-30T12:36:00Z", "2015-00-30T12:36:00Z",
            "2015-08-32T12:36:00Z", "2015-08-30T24:36:00Z", "2015-08-30T12:60:00Z", "2015-08-30T12:36:61Z",
            "2015-08-30T12:36:00+25:00", "2015-08-30T12:36:00Zx", "２015-08-30T12:36:00Z", "15-08-30T12:36:00Z",
            "2015-08-30T12:36:00+1", "99999999999999999999-01-01T00:00:00Z",
        ])
    func refused(_ text: String) { #expect(UTCTime(iso8601: text) == nil) }

    @Test("every day is the one after the day before")
    func everyDay() {
        for day in stride(from: -719_000, through: 2_900_000, by: 13) {
            let time = UTCTime(secondsSince1970: day * 86_400 + 3_661)
            let text = time.day
            let iso = "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))T01:01:01Z"
            #expect(UTCTime(iso8601: iso) == time)
        }
    }
}
