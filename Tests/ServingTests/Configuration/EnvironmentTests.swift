import Diagnosis
import Serving
import Testing

@Suite("Settings of the environment") struct EnvironmentTests {
    @Test("an empty environment gives the documented defaults")
    func defaults() throws {
        let configuration = try ServiceConfiguration(environment: ["CONFIDENCE_THRESHOLD": "  "])
        #expect(configuration.model == .found(sha256: nil))
        #expect(configuration.thresholds.confidence == 0.5)
        #expect(configuration.thresholds.iou == 0.45)
        #expect(configuration.limits.batch == 32)
        #expect(configuration.limits.bodyBytes == 64 << 20)
        #expect(configuration.cors?.origins == ["*"])
        #expect(configuration.urlInputs == .off)
        #expect(configuration.results == nil && configuration.jobs == nil)
        #expect(configuration.metrics?.namespace == "YOLO")
        #expect(configuration.logLevel == .info)
    }

    @Test("every setting reaches its place")
    func values() throws {
        let configuration = try ServiceConfiguration(environment: [
            "MODEL_PATH": "s3://models/a/yolo.onnx", "CONFIDENCE_THRESHOLD": " 0.25 ", "IOU_THRESHOLD": "0.6",
            "APUS_MAX_BATCH": "8", "APUS_MAX_DETECTIONS": "50", "APUS_S3_BUCKETS": "photos, uploads,",
            "APUS_CORS_ORIGINS": "https://a.example", "APUS_RESULTS": "s3://out/x,dynamodb://table,events://bus",
            "APUS_JOBS_QUEUE": "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs.fifo",
            "APUS_JOBS_TABLE": "jobs", "APUS_METRICS_NAMESPACE": "off", "AWS_LAMBDA_LOG_LEVEL": "TRACE",
            "APUS_URL_INPUTS": "allow-list", "APUS_URL_ALLOW": "images.example.com",
        ])
        #expect(configuration.model == .object(bucket: "models", key: "a/yolo.onnx", sha256: nil))
        #expect(configuration.thresholds.confidence == 0.25)
        #expect(configuration.limits.batch == 8)
        #expect(configuration.limits.detections == 50)
        #expect(configuration.buckets == ["photos", "uploads"])
        #expect(configuration.cors?.origins == ["https://a.example"])
        #expect(
            configuration.results?.destinations == [.bucket(name: "out", prefix: "x/"), .table("table"), .bus("bus")])
        #expect(configuration.jobs?.retention == 86_400)
        #expect(configuration.metrics == nil)
        #expect(configuration.logLevel == .debug)
        guard case .allowList = configuration.urlInputs else { throw SecretFailure() }
        #expect(try ServiceConfiguration(environment: ["APUS_CORS_ORIGINS": "off"]).cors == nil)
    }

    @Test(
        "names that a cloud can have are taken",
        arguments: [
            ("APUS_RESULTS", "https://sqs.eu-central-1.amazonaws.com/123456789012/results.fifo"),
            ("APUS_RESULTS", "http://localhost:4566/000000000000/results"),
            ("APUS_RESULTS", "dynamodb://arn:aws:dynamodb:eu-central-1:123456789012:table/results"),
            ("APUS_RESULTS", "events://arn:aws:events:eu-central-1:123456789012:event-bus/results"),
            ("APUS_RESULTS", "events://partner/bus"), ("APUS_RESULTS", "s3://Old_Bucket.name"),
            ("APUS_CORS_ORIGINS", "https://a.example:8443, capacitor://localhost, http://[::1]:3000"),
        ])
    func possible(name: String, value: String) throws {
        _ = try ServiceConfiguration(environment: [name: value])
    }

    @Test("a queue of jobs needs a table, and both need names that can be")
    func jobs() throws {
        let queue = "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs"
        let good = ["APUS_JOBS_QUEUE": queue, "APUS_JOBS_TABLE": "jobs", "APUS_JOBS_BUCKET": "photos/large"]
        #expect(try ServiceConfiguration(environment: good).jobs?.bucket == "photos/large")
        for (name, value) in [
            ("APUS_JOBS_QUEUE", "jobs"), ("APUS_JOBS_TABLE", "j"), ("APUS_JOBS_BUCKET", "s3://photos"),
            ("APUS_JOBS_BUCKET", "/"),
        ] {
            let error = #expect(throws: ServingError.self) {
                try ServiceConfiguration(environment: good.merging([name: value]) { $1 })
            }
            #expect(error?.description.contains(name) == true)
        }
    }

    @Test("a size of metrics is read where there are none, and hosts where none are allowed")
    func besideOff() {
        for environment in [
            ["APUS_METRICS_NAMESPACE": "off", "APUS_METRICS_IMAGE_SIZE": "huge"],
            ["APUS_URL_INPUTS": "public", "APUS_URL_ALLOW": "none"],
        ] {
            #expect(throws: ServingError.self) { try ServiceConfiguration(environment: environment) }
        }
    }

    @Test("a digest goes with every model, wherever it is")
    func digest() throws {
        let digest = String(repeating: "0a", count: 32)
        let models: [String: ModelOrigin] = [
            "": .found(sha256: digest), "/opt/model.onnx": .file("/opt/model.onnx", sha256: digest),
            "s3://models/a.onnx": .object(bucket: "models", key: "a.onnx", sha256: digest),
            "https://example.com/a.onnx": .address("https://example.com/a.onnx", sha256: digest),
        ]
        for (path, model) in models {
            let environment = ["MODEL_PATH": path, "MODEL_SHA256": digest.uppercased()]
            #expect(try ServiceConfiguration(environment: environment).model == model)
        }
    }

    @Test(
        "values that a setting cannot have are refused, and the setting is named",
        arguments: [
            ("CONFIDENCE_THRESHOLD", "1.5"), ("CONFIDENCE_THRESHOLD", "nan"), ("IOU_THRESHOLD", "half"),
            ("APUS_THREADS", "0"), ("APUS_THREADS", "257"), ("APUS_MAX_IMAGE_BYTES", "1023"),
            ("APUS_MAX_IMAGE_PIXELS", "0"), ("APUS_MAX_BODY_BYTES", "1073741825"), ("APUS_MAX_BATCH", "1001"),
            ("APUS_MAX_DETECTIONS", "1e3"), ("MODEL_SHA256", "abc"), ("MODEL_PATH", "s3://bucket"),
            ("MODEL_PATH", "https://example.com/m.onnx"), ("MODEL_PATH", "http://example.com/m.onnx"),
            ("APUS_RESULTS", "ftp://x"), ("APUS_RESULTS", "dynamodb://"), ("APUS_JOBS_QUEUE", "https://queue"),
            ("APUS_JOBS_TABLE", "jobs"), ("APUS_METRICS_NAMESPACE", "a b"), ("APUS_METRICS_IMAGE_SIZE", "huge"),
            ("APUS_LOG_LEVEL", "loud"), ("APUS_URL_INPUTS", "allow-list"), ("MODEL_PATH", "ftp://host/m.onnx"),
            ("MODEL_PATH", "s3://b!/m.onnx"), ("APUS_RESULTS", "https://example.com/q"), ("APUS_RESULTS", "s3://x"),
            ("APUS_RESULTS", "https://example.com/1/q?a"), ("APUS_RESULTS", "events://a bus"),
            ("APUS_RESULTS", "dynamodb://ab"), ("APUS_S3_BUCKETS", "s3://photos"), ("APUS_S3_BUCKETS", ","),
            ("APUS_CORS_ORIGINS", "example.com"), ("APUS_CORS_ORIGINS", "https://example.com/"),
            ("APUS_RESULTS_ANNOTATED", "maybe"), ("APUS_JOBS_RETENTION_SECONDS", "abc"),
            ("APUS_JOBS_BUCKET", "UPPER_case!!"), ("APUS_URL_ALLOW", "%%%"),
            ("APUS_CORS_ORIGINS", "https://a.example,off"), ("APUS_CORS_ORIGINS", "https://Example.com"),
        ])
    func malformed(name: String, value: String) throws {
        let error = try #require(throws: ServingError.self) {
            try ServiceConfiguration(environment: [name: value])
        }
        #expect(error.code == .settingInvalid)
        let text = error.description
        let other = ["APUS_JOBS_QUEUE": "APUS_JOBS_TABLE", "APUS_JOBS_TABLE": "APUS_JOBS_QUEUE"]
        #expect(text.contains(name) || text.contains(other[name] ?? "APUS_URL_ALLOW"))
    }
}
