import NIOCore
import Synchronization

/// The open connections of an emulator, and when they came.
final class ConnectionList: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var arrivals: [ContinuousClock.Instant] = []
    }

    private let state = Mutex(State())

    /// When connections came, the first ones first.
    var arrivals: [ContinuousClock.Instant] { state.withLock { $0.arrivals } }

    /// Notes a connection that has come.
    func add(_ channel: any Channel) {
        state.withLock { state in
            state.channels[ObjectIdentifier(channel)] = channel
            state.arrivals.append(.now)
        }
    }

    /// Forgets a connection that has gone.
    func remove(_ channel: any Channel) {
        state.withLock { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    /// Closes all.
    func closeAll() async {
        for channel in state.withLock({ Array($0.channels.values) }) { try? await channel.close() }
    }
}
