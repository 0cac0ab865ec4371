#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A second of the world's clock, in the forms that AWS writes it.
package struct UTCTime: Sendable, Hashable, Comparable {
    /// Seconds since the first of January 1970.
    package let secondsSince1970: Int

    /// The second that is so many after the first of January 1970.
    package init(secondsSince1970: Int) { self.secondsSince1970 = secondsSince1970 }

    /// The present second.
    package static var now: UTCTime { UTCTime(secondsSince1970: time(nil)) }

    /// Compares by time.
    package static func < (left: UTCTime, right: UTCTime) -> Bool { left.secondsSince1970 < right.secondsSince1970 }

    /// The time as signatures have it: `20150830T123600Z`.
    package var basic: String {
        let second = secondsSince1970 - dayNumber * 86_400
        return "\(day)T" + Self.padded(second / 3_600) + Self.padded(second / 60 % 60) + Self.padded(second % 60) + "Z"
    }

    /// The day as credential scopes have it: `20150830`.
    package var day: String {
        let (year, month, day) = Self.civil(dayNumber)
        return Self.padded(year, to: 4) + Self.padded(month) + Self.padded(day)
    }

    private var dayNumber: Int {
        let (days, rest) = secondsSince1970.quotientAndRemainder(dividingBy: 86_400)
        return rest < 0 ? days - 1 : days
    }

    private static func padded(_ number: Int, to width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension UTCTime {
    /// Reads ISO 8601 with a zone, such as `2026-01-31T23:59:59Z` or `…59.5+01:00`; `UTC` counts as one too.
    ///
    /// Fractions of a second are dropped. Anything else gives `nil`.
    package init?(iso8601 text: String) {
        var fields = Fields(bytes: Array(text.utf8))
        guard let year = fields.number(digits: 4), fields.skip("-"), let month = fields.number(digits: 2),
            fields.skip("-"), let day = fields.number(digits: 2), fields.skip("T") || fields.skip(" "),
            let hour = fields.number(digits: 2), fields.skip(":"), let minute = fields.number(digits: 2),
            fields.skip(":"), let second = fields.number(digits: 2),
            1...12 ~= month, 1...31 ~= day, hour < 24, minute < 60, second <= 60
        else { return nil }
        if fields.skip(".") { fields.skipDigits() }
        guard let offset = fields.zoneOffset(), fields.isAtEnd else { return nil }
        let days = Self.days(year, month, day)
        self.init(secondsSince1970: days * 86_400 + hour * 3_600 + minute * 60 + second - offset)
    }

    /// The proleptic Gregorian date of a day counted from the first of January 1970; years begin in March here, so that
    /// the leap day is their last.
    private static func civil(_ dayNumber: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// The inverse of `civil`, for years from 0 to 9999.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// A reader of fixed fields.
private struct Fields {
    let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func number(digits: Int) -> Int? {
        guard bytes.count - place >= digits else { return nil }
        var number = 0
        for byte in bytes[place..<place + digits] {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        place += digits
        return number
    }

    mutating func skip(_ text: StaticString) -> Bool {
        let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes[place...].starts(with: expected) else { return false }
        place += expected.count
        return true
    }

    mutating func skipDigits() {
        while number(digits: 1) != nil {}
    }

    /// Seconds east of Greenwich.
    mutating func zoneOffset() -> Int? {
        if skip("Z") || skip("UTC") { return 0 }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = number(digits: 2) else { return nil }
        _ = skip(":")
        guard let minutes = number(digits: 2), hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}
