import Imaging

extension ServiceConfiguration {
    /// Reads the settings of the environment; see docs/reference/environment.md.
    ///
    /// - Parameter environment: The environment's variables.
    /// - Throws: ``ServingError`` with `setting-invalid`, which names the variable and its range.
    package init(environment: [String: String]) throws(ServingError) {
        let settings = Settings(environment)
        model = try Self.modelOrigin(settings)
        thresholds.confidence = try settings.fraction("CONFIDENCE_THRESHOLD") ?? thresholds.confidence
        thresholds.iou = try settings.fraction("IOU_THRESHOLD") ?? thresholds.iou
        threads = try settings.integer("APUS_THREADS", in: 1...256)
        try readLimits(settings)
        urlInputs = try Self.urlPolicy(settings)
        buckets = try settings.list(
            "APUS_S3_BUCKETS", of: "names of buckets with commas between them", CloudNames.isBucket
        ).map(Set.init)
        cors = try Self.cors(settings)
        results = try Self.results(settings)
        jobs = try Self.jobs(settings)
        metrics = try Self.metrics(settings)
        logLevel = try Self.logLevel(settings)
        streamsAnswers = try settings.flag("APUS_RESPONSE_STREAMING") ?? false
    }

    private mutating func readLimits(_ settings: Settings) throws(ServingError) {
        let side = 1 << 30
        limits.image.maximumBytes =
            try settings.integer("APUS_MAX_IMAGE_BYTES", in: 1_024...side) ?? limits.image.maximumBytes
        limits.image.maximumPixels =
            try settings.integer("APUS_MAX_IMAGE_PIXELS", in: 1...side) ?? limits.image.maximumPixels
        limits.bodyBytes = try settings.integer("APUS_MAX_BODY_BYTES", in: 1_024...side) ?? limits.bodyBytes
        limits.batch = try settings.integer("APUS_MAX_BATCH", in: 1...1_000) ?? limits.batch
        limits.detections = try settings.integer("APUS_MAX_DETECTIONS", in: 1...100_000) ?? limits.detections
    }
}

// MARK: - Parts

extension ServiceConfiguration {
    private static func modelOrigin(_ settings: Settings) throws(ServingError) -> ModelOrigin {
        let digest = settings.text("MODEL_SHA256")?.lowercased()
        if let digest, digest.utf8.count != 64 || !digest.utf8.allSatisfy(URLCharacters.isHexadecimal) {
            throw settings.invalid("MODEL_SHA256", expected: "64 hexadecimal digits")
        }
        guard let path = settings.text("MODEL_PATH") else { return .found(sha256: digest) }
        if path.hasPrefix("s3://") {
            guard let (bucket, key) = S3Address.parts(of: path), CloudNames.isBucket(bucket), !key.isEmpty else {
                throw settings.invalid("MODEL_PATH", expected: "s3://bucket/key, an https address, or a file")
            }
            return .object(bucket: bucket, key: key, sha256: digest)
        }
        guard path.contains("://") else { return .file(path, sha256: digest) }
        guard let digest, path.hasPrefix("https://") else {
            throw settings.invalid(
                "MODEL_PATH", expected: "an https address together with MODEL_SHA256, s3://bucket/key, or a file")
        }
        return .address(path, sha256: digest)
    }

    /// `off`, `public`, the hosts themselves, or `allow-list` with the hosts in a variable of their own.
    private static func urlPolicy(_ settings: Settings) throws(ServingError) -> URLPolicy {
        let name = "APUS_URL_INPUTS"
        let hosts = "APUS_URL_ALLOW"
        let allowed = try settings.text(hosts).map { text throws(ServingError) in try URLPolicy(text, setting: hosts) }
        guard let text = settings.text(name) else { return .off }
        guard text.lowercased() == "allow-list" else { return try URLPolicy(text, setting: name) }
        if let allowed { return allowed }
        return try URLPolicy("", setting: hosts)
    }

    private static func cors(_ settings: Settings) throws(ServingError) -> CORSPolicy? {
        let name = "APUS_CORS_ORIGINS"
        guard settings.text(name)?.lowercased() != "off" else { return nil }
        let expected = "off, *, or origins such as https://example.com, without a slash at the end"
        let origins = try settings.list(name, of: expected) { $0 == "*" || CloudNames.isOrigin($0) }
        return origins.map { CORSPolicy(origins: $0) } ?? CORSPolicy()
    }

    private static func results(_ settings: Settings) throws(ServingError) -> ResultSettings? {
        let storesAnnotated = try settings.flag("APUS_RESULTS_ANNOTATED") ?? false
        guard let texts = settings.list("APUS_RESULTS") else { return nil }
        guard !texts.isEmpty else { throw settings.invalid("APUS_RESULTS", expected: "at least one destination") }
        var destinations: [ResultSettings.Destination] = []
        for text in texts {
            guard let destination = ResultSettings.Destination(text) else {
                throw settings.invalid(
                    "APUS_RESULTS",
                    expected: "s3://bucket/prefix, dynamodb://table, events://bus or "
                        + ResultSettings.Destination.queueForm)
            }
            destinations.append(destination)
        }
        return ResultSettings(destinations: destinations, storesAnnotated: storesAnnotated)
    }

    private static func jobs(_ settings: Settings) throws(ServingError) -> JobSettings? {
        let (queue, table) = (settings.text("APUS_JOBS_QUEUE"), settings.text("APUS_JOBS_TABLE"))
        guard queue.map(CloudNames.isQueueURL) ?? true else {
            throw settings.invalid("APUS_JOBS_QUEUE", expected: ResultSettings.Destination.queueForm)
        }
        guard table.map(CloudNames.isTable) ?? true else {
            throw settings.invalid("APUS_JOBS_TABLE", expected: "a table's name")
        }
        var jobs = JobSettings(queueURL: queue ?? "", table: table ?? "", bucket: settings.text("APUS_JOBS_BUCKET"))
        guard jobs.folder.map({ CloudNames.isBucket($0.bucket) }) ?? (jobs.bucket == nil) else {
            throw settings.invalid("APUS_JOBS_BUCKET", expected: "bucket or bucket/prefix, without s3://")
        }
        jobs.retention = try settings.integer("APUS_JOBS_RETENTION_SECONDS", in: 60...31_536_000) ?? jobs.retention
        if queue == nil, table == nil { return nil }
        guard queue != nil else {
            throw settings.invalid("APUS_JOBS_QUEUE", expected: "a queue's URL, as for its table")
        }
        guard table != nil else {
            throw settings.invalid("APUS_JOBS_TABLE", expected: "a table's name, as for its queue")
        }
        return jobs
    }

    private static func metrics(_ settings: Settings) throws(ServingError) -> MetricSettings? {
        var metrics = MetricSettings()
        metrics.imageSize = try settings.choice("APUS_METRICS_IMAGE_SIZE") ?? metrics.imageSize
        let namespace = settings.text("APUS_METRICS_NAMESPACE")
        if namespace?.lowercased() == "off" { return nil }
        metrics.namespace = namespace ?? metrics.namespace
        guard metrics.namespace.utf8.count <= 200, metrics.namespace.utf8.allSatisfy(\.isMetricName) else {
            throw settings.invalid(
                "APUS_METRICS_NAMESPACE", expected: "off, or at most 200 letters, digits and . - _ / # :")
        }
        return metrics
    }

    /// Ours, or Lambda's own (AWS documentation, "Advanced logging controls"), whose levels have two more names.
    private static func logLevel(_ settings: Settings) throws(ServingError) -> LogLevel {
        if let level = try settings.choice("APUS_LOG_LEVEL", of: LogLevel.self) { return level }
        switch settings.text("AWS_LAMBDA_LOG_LEVEL")?.uppercased() {
        case "TRACE", "DEBUG": return .debug
        case "WARN": return .warn
        case "ERROR", "FATAL": return .error
        default: return .info
        }
    }
}

extension UInt8 {
    /// Whether CloudWatch allows it in a namespace.
    fileprivate var isMetricName: Bool {
        URLCharacters.isAlphanumeric(self) || ".-_/#:".utf8.contains(self)
    }
}
