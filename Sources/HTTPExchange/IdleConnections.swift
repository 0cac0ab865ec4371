import NIOCore
import Synchronization

/// Connections between two exchanges, which the next request to the same origin uses.
final class IdleConnections: Sendable {
    /// How many may be kept for one origin.
    private let countLimit: Int
    /// How long one may be kept.
    private let ageLimit: Duration
    private let places = Mutex<[HTTPOrigin: [Place]]>([:])

    private struct Place {
        let connection: HTTPConnection
        let since: ContinuousClock.Instant
        /// Ends its stay.
        let timer: Scheduled<Void>

        func close() {
            timer.cancel()
            connection.close()
        }
    }

    init(countLimit: Int, ageLimit: Duration) {
        (self.countLimit, self.ageLimit) = (countLimit, ageLimit)
    }

    /// The connection that was used last, if one is young enough: one from before a freeze is not, as the clock went on.
    func take(for origin: HTTPOrigin) -> HTTPConnection? {
        let oldest = ContinuousClock.now - ageLimit
        return places.withLock { places in
            while let place = places[origin]?.popLast() {
                guard place.connection.channel.isActive, place.since > oldest else {
                    place.close()
                    continue
                }
                place.timer.cancel()
                return place.connection
            }
            return nil
        }
    }

    /// Keeps a connection until it is taken, ends, or has grown too old.
    func keep(_ connection: HTTPConnection, for origin: HTTPOrigin) {
        let timer = connection.channel.eventLoop.scheduleTask(in: TimeAmount(ageLimit)) { [weak self] in
            self?.drop(connection, for: origin)
            return
        }
        let surplus = places.withLock { places in
            places[origin, default: []].append(Place(connection: connection, since: .now, timer: timer))
            return places[origin].flatMap { $0.count > countLimit ? places[origin]?.removeFirst() : nil }
        }
        surplus?.close()
    }

    /// Forgets a connection when it ends.
    func watch(_ connection: HTTPConnection, for origin: HTTPOrigin) {
        connection.channel.closeFuture.whenComplete { [weak self] _ in self?.drop(connection, for: origin) }
    }

    /// Closes all connections.
    func dropAll() {
        let dropped = places.withLock { places in
            defer { places = [:] }
            return places.values.flatMap(\.self)
        }
        for place in dropped { place.close() }
    }

    private func drop(_ connection: HTTPConnection, for origin: HTTPOrigin) {
        drop(for: origin) { $0.connection === connection }
    }

    /// Closes all connections to an origin: where one turns out dead, its neighbours are of the same age.
    func dropAll(for origin: HTTPOrigin) { drop(for: origin) { _ in true } }

    private func drop(for origin: HTTPOrigin, where isMeant: (Place) -> Bool) {
        let dropped = places.withLock { places in
            let dropped = places[origin]?.filter(isMeant) ?? []
            places[origin]?.removeAll(where: isMeant)
            if places[origin]?.isEmpty == true { places[origin] = nil }
            return dropped
        }
        for place in dropped { place.close() }
    }
}
