package import Imaging

/// How a ``Service`` works; every value has a documented default.
package struct ServiceConfiguration: Sendable {
    /// Where the model comes from.
    package var model = ModelOrigin.found(sha256: nil)
    /// What counts as a result where a request does not say.
    package var thresholds = Thresholds()
    /// What a request may cost.
    package var limits = ServiceLimits()
    /// Threads for one run of the model; `nil` takes the processor share.
    package var threads: Int?
    /// Which addresses pictures may be fetched from.
    package var urlInputs = URLPolicy.off
    /// The buckets that pictures may be read from; `nil` leaves it to the function's role.
    package var buckets: Set<String>?
    /// What browsers of other origins may do; `nil` sends no such headers.
    package var cors: CORSPolicy? = CORSPolicy()
    /// Where results of events without a caller go.
    package var results: ResultSettings?
    /// Where asynchronous jobs wait and are kept; `nil` offers none.
    package var jobs: JobSettings?
    /// Whether answers to function URLs are streamed, which carries larger ones.
    package var streamsAnswers = false
    /// What is measured.
    package var metrics: MetricSettings? = MetricSettings()
    /// What is logged.
    package var logLevel = LogLevel.info

    /// The documented defaults.
    package init() {}

    /// Confidence and overlap of a service.
    package struct Thresholds: Sendable {
        /// The lowest score that is reported, 0…1.
        package var confidence: Float = 0.5
        /// Overlap above which the weaker of two boxes is dropped, 0…1.
        package var iou: Float = 0.45
    }
}

/// What a request may cost.
package struct ServiceLimits: Sendable {
    /// What one picture may cost.
    package var image = DecodeLimits(maximumBytes: 32 << 20, maximumPixels: 40_000_000)
    /// The largest body in bytes.
    package var bodyBytes = 64 << 20
    /// The most pictures in one request.
    package var batch = 32
    /// The most objects that are reported for one picture.
    package var detections = 1_000
    /// The largest answer in bytes that the transport carries; Lambda takes 6 MB.
    package var answerBytes = 6_291_456
    /// The largest answer in bytes that is streamed; Lambda takes 200 MB.
    package var streamedBytes = 209_715_200
}

/// Where a service's model comes from.
package enum ModelOrigin: Sendable, Hashable {
    /// The usual folders, and the default model after them; with the SHA-256 that it must have where one was named.
    case found(sha256: String?)
    /// A file or folder of this machine, with the SHA-256 that the model must have where one was named.
    case file(String, sha256: String?)
    /// An object of S3, with the SHA-256 that it must have where one was named.
    case object(bucket: String, key: String, sha256: String?)
    /// An https address, and the SHA-256 of what must be there.
    case address(String, sha256: String)
}

/// What browsers of other origins may do (WHATWG Fetch, "CORS protocol"); never with credentials.
package struct CORSPolicy: Sendable, Hashable {
    /// The origins that may read answers; `*` is every one.
    package var origins: [String] = ["*"]
}

/// How much is logged.
package enum LogLevel: String, Sendable, CaseIterable, Comparable {
    /// Everything that helps to find a fault.
    case debug
    /// A line for each request.
    case info
    /// What may need attention.
    case warn
    /// What failed.
    case error

    /// Orders levels by weight.
    package static func < (first: LogLevel, second: LogLevel) -> Bool {
        first.weight < second.weight
    }

    private var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
