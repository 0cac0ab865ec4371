/// How much a fetch may cost.
package struct FetchLimits: Sendable, Hashable {
    /// The largest body in bytes.
    package var maximumBytes = 20 << 20
    /// The most redirects that are followed.
    package var maximumRedirects = 3
    /// The time for everything: the look-up, all redirects, the body.
    package var duration: Duration = .seconds(10)
    /// The time to connect to one of a host's IP addresses, before the next has its turn.
    package var connectDuration: Duration = .seconds(3)

    /// Makes the limits that are in force where nothing else is said.
    package init() {}
}
