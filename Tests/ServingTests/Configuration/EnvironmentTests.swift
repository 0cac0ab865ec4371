import Diagnosis
import Serving
import Testing

@Suite("Settings of the environment") struct EnvironmentTests {
    @Test("an empty environment gives the documented defaults")
    func defaults() throws {
        let configuration = try ServiceConfiguration(environment: ["CONFIDENCE_THRESHOLD": "  "])
        #expect(configuration.model == .found)
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
            "APUS_MAX_BATCH": "8", "APUS_MAX_DETECTIONS": "50", "APUS_S3_BUCKETS": "a, b,",
            "APUS_CORS_ORIGINS": "https://a.example", "APUS_RESULTS": "s3://out/x,dynamodb://table,events://bus",
            "APUS_JOBS_QUEUE": "https://queue", "APUS_JOBS_TABLE": "jobs", "APUS_METRICS_NAMESPACE": "off",
            "AWS_LAMBDA_LOG_LEVEL": "TRACE", "APUS_URL_INPUTS": "allow-list", "APUS_URL_ALLOW": "images.example.com",
        ])
        #expect(configuration.model == .object(bucket: "models", key: "a/yolo.onnx", sha256: nil))
        #expect(configuration.thresholds.confidence == 0.25)
        #expect(configuration.limits.batch == 8)
        #expect(configuration.limits.detections == 50)
        #expect(configuration.buckets == ["a", "b"])
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
        "values that a setting cannot have are refused, and the setting is named",
        arguments: [
            ("CONFIDENCE_THRESHOLD", "1.5"), ("CONFIDENCE_THRESHOLD", "nan"), ("IOU_THRESHOLD", "half"),
            ("APUS_THREADS", "0"), ("APUS_THREADS", "257"), ("APUS_MAX_IMAGE_BYTES", "1023"),
            ("APUS_MAX_IMAGE_PIXELS", "0"), ("APUS_MAX_BODY_BYTES", "1073741825"), ("APUS_MAX_BATCH", "1001"),
            ("APUS_MAX_DETECTIONS", "1e3"), ("MODEL_SHA256", "abc"), ("MODEL_PATH", "s3://bucket"),
            ("MODEL_PATH", "https://example.com/m.onnx"), ("MODEL_PATH", "http://example.com/m.onnx"),
            ("APUS_RESULTS", "ftp://x"), ("APUS_RESULTS", "dynamodb://"), ("APUS_JOBS_QUEUE", "https://queue"),
            ("APUS_JOBS_TABLE", "jobs"), ("APUS_METRICS_NAMESPACE", "a b"), ("APUS_METRICS_IMAGE_SIZE", "huge"),
            ("APUS_LOG_LEVEL", "loud"), ("APUS_URL_INPUTS", "allow-list"),
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
