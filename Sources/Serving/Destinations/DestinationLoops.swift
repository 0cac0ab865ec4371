/// Refuses what would make the service work on its own results.
struct DestinationLoops: Sendable {
    private let destinations: [ResultSettings.Destination]
    private let jobs: FolderAddress?

    /// Looks at the settings, and refuses those of which it is known already.
    ///
    /// - Throws: ``ServingError`` with `destination-loops`.
    init(_ configuration: ServiceConfiguration) throws(ServingError) {
        destinations = configuration.results?.destinations ?? []
        jobs = configuration.jobs?.folder
        for destination in destinations {
            switch destination {
            case .queue(let url) where url == configuration.jobs?.queueURL:
                throw Self.loop(
                    "results would go to the queue that jobs are taken from", "another queue in APUS_RESULTS")
            case .bucket(let name, prefix: "") where configuration.buckets?.contains(name) == true:
                throw Self.loop("results would lie among the pictures of a bucket", "s3://bucket/prefix/")
            default: break
            }
        }
    }

    /// Refuses an event that a result has caused, or whose result would cause another.
    ///
    /// - Throws: ``ServingError`` with `destination-loops`.
    func check(_ carrier: EventCarrier) throws(ServingError) {
        if destinations.contains(where: carrier.bringsBack) {
            throw Self.loop("the event comes from where results go", "another bucket, prefix, queue, table or bus")
        }
        if case .object(let bucket, let key) = carrier, jobs?.contains(bucket: bucket, key: key) == true {
            throw Self.loop("the event comes from where jobs keep their pictures", "a prefix that has no jobs")
        }
    }

    private static func loop(_ what: String, _ expected: String) -> ServingError {
        ServingError(
            .destinationLoops, what, expected: expected,
            advice: "change APUS_RESULTS, or what invokes the function, so that no result is an event again")
    }
}
