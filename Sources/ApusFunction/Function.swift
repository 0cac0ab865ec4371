import AWSClient
import LambdaRuntime
import Serving
import Vision

/// The parts of the function, put together from the environment.
struct Function {
    private let service: Service
    private let events: EventHandler
    private let log: ServiceLog
    private let aws: AWSClient

    /// Puts the parts together; the model begins to load at once.
    ///
    /// - Parameter environment: The environment's variables.
    /// - Throws: `ServingError` with `setting-invalid` or `destination-loops`.
    init(environment: [String: String]) throws {
        let configuration = try ServiceConfiguration(environment: environment)
        let log = ServiceLog(configuration, environment: environment)
        self.log = log
        let aws = AWSClient()
        self.aws = aws
        let stores = CloudStores(aws)
        let store = ModelStore(objects: stores.objects, environment: environment)
        let models = ModelLoader(configuration, store: store) { model, milliseconds in
            log.modelLoaded(model.manifest.name, milliseconds: milliseconds)
        }
        service = Service(
            configuration: configuration, models: models,
            fetcher: CloudFetcher(objects: stores.objects, policy: configuration.urlInputs),
            journal: StandardJournal(configuration, log: log),
            jobs: configuration.jobs.map { JobDesk($0, configuration: configuration, stores: stores) })
        let results = configuration.results.map {
            ResultDesk(
                $0, stores: stores, model: ModelDigest(ofFileAt: { try await store.path(of: configuration.model) }))
        }
        events = EventHandler(service, records: try RecordDesk(service: service, results: results))
    }

    /// What the invocation loop calls.
    ///
    /// - Parameter start: Why Lambda starts the function. Where an event waits, a run to warm up would only delay it.
    /// - Returns: The function.
    func lambda(for start: RuntimeConfiguration.InitializationType) -> LambdaFunction {
        LambdaFunction(
            initialize: { [service] in
                switch start {
                case .onDemand: _ = try await service.models.model()
                case .provisionedConcurrency, .snapStart: try await service.warmUp()
                }
            },
            restored: { [service, aws] in
                service.life.diverge()
                aws.dropIdleConnections()
            },
            report: { [service, log] report in
                if let id = report.requestID, report.isUnhandled {
                    service.remember(failed: id, report.error)
                } else {
                    log.failed(report.error, requestID: report.requestID)
                }
            },
            handle: { [events] invocation in
                let answer = try await events.answer(
                    invocation.body, id: invocation.requestID, trace: invocation.traceID, deadline: invocation.deadline)
                switch answer {
                case .document(let bytes): return .bytes(bytes)
                case .streamed(let prelude, let body):
                    return .stream(.init(.http(prelude: prelude)) { try await $0.write(body) })
                }
            })
    }
}
