import AWSClient

extension UTCTime {
    /// The time as internet protocols have it (RFC 3339): `2015-08-30T12:36:00Z`.
    var internetText: String {
        let digits = Array(basic)
        let date = [digits[0..<4], digits[4..<6], digits[6..<8]].map { String($0) }.joined(separator: "-")
        let time = [digits[9..<11], digits[11..<13], digits[13..<15]].map { String($0) }.joined(separator: ":")
        return "\(date)T\(time)Z"
    }

    /// The time so many seconds later.
    func adding(seconds: Int) -> UTCTime {
        UTCTime(secondsSince1970: secondsSince1970 + seconds)
    }
}
