import Diagnosis

/// Takes results of events to their places, and knows which are there already.
package struct ResultDesk: Sendable {
    /// Whether a drawn picture is wanted with each result.
    let storesAnnotated: Bool
    private let destinations: [any ResultDestination]
    private let model: ModelDigest

    /// Opens the places that are configured.
    ///
    /// - Parameters:
    ///   - settings: The places.
    ///   - stores: What they are reached by.
    ///   - model: Tells which model the results are of.
    package init(_ settings: ResultSettings, stores: CloudStores, model: ModelDigest) {
        self.init(
            settings.destinations.map { Self.destination($0, stores: stores) }, model: model,
            storesAnnotated: settings.storesAnnotated)
    }

    /// Takes places that are open.
    init(_ destinations: [any ResultDestination], model: ModelDigest, storesAnnotated: Bool = false) {
        self.destinations = destinations
        self.model = model
        self.storesAnnotated = storesAnnotated
    }

    private static func destination(
        _ destination: ResultSettings.Destination, stores: CloudStores
    ) -> any ResultDestination {
        switch destination {
        case .bucket(let name, let prefix):
            BucketDestination(objects: stores.objects, folder: FolderAddress(bucket: name, prefix: prefix))
        case .table(let table): TableDestination(tables: stores.tables, table: table)
        case .queue(let url): QueueDestination(queues: stores.queues, url: url)
        case .bus(let bus): BusDestination(buses: stores.buses, bus: bus)
        }
    }

    /// What makes the result of a source the same as another.
    ///
    /// - Throws: What reading the model's file throws.
    func identity(of origin: ResultOrigin) async throws -> ResultIdentity {
        ResultIdentity(of: origin, model: try await model.text())
    }

    /// Whether all is done already for a source; never where no place can tell.
    ///
    /// - Throws: ``ServingError`` with `destination-failed`.
    func holds(_ result: ResultIdentity, of origin: ResultOrigin) async throws(ServingError) -> Bool {
        let witnesses = destinations.filter(\.remembers)
        for witness in witnesses {
            do {
                guard try await witness.holds(result, of: origin) else { return false }
            } catch {
                throw Self.failure(error)
            }
        }
        return !witnesses.isEmpty
    }

    /// Puts a result to all its places.
    ///
    /// Those that remember come last: when they have the result, the others have it too.
    ///
    /// - Throws: ``ServingError`` with `destination-failed`.
    func store(_ result: FinishedResult) async throws(ServingError) {
        for destination in destinations.filter({ !$0.remembers }) + destinations.filter(\.remembers) {
            do {
                try await destination.store(result)
            } catch {
                throw Self.failure(error)
            }
        }
    }

    private static func failure(_ error: any Error) -> ServingError {
        if let error = error as? ServingError { return error }
        return ServingError(
            .destinationFailed, "a result could not be put where it belongs",
            found: (error as? any DiagnosedError)?.diagnosis.what,
            advice: "check the places in APUS_RESULTS and what the role may do there", underlying: error)
    }
}
