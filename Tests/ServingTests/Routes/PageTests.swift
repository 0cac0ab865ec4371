import JSONText
import Serving
import Testing

@Suite("Pages of the service") struct PageTests {
    @Test("health is ready once the model is there")
    func ready() async throws {
        let service = FixtureService.make()
        _ = try await service.models.model()
        let health = await service.respond("GET", "/healthz")
        #expect(health.status == 200)
        #expect(try health.json["status"]?.string == "ready")
        #expect(try await service.respond("GET", "/").json["model"]?.string == "detect_yolov8")
    }

    @Test("health is 503 while the model is loading, and answers at once")
    func loading() async throws {
        let service = FixtureService.make(
            models: ModelLoader {
                try await Task.sleep(for: .seconds(3_600))
                throw SecretFailure()
            })
        for path in ["/healthz", "/v2/health/ready"] {
            #expect(await service.respond("GET", path).status == 503)
        }
        #expect(try await service.respond("GET", "/healthz").json["status"]?.string == "loading")
        #expect(await service.respond("GET", "/v2/health/live").status == 200)
    }

    @Test("health tells of a model that cannot be loaded")
    func failed() async throws {
        let service = FixtureService.make(models: ModelLoader { throw SecretFailure() })
        _ = try? await service.models.model()
        let health = await service.respond("GET", "/healthz")
        #expect(health.status == 503)
        #expect(try health.json["status"]?.string == "failed")
    }

    @Test("the description names every path that answers, and refers to nothing that it does not have")
    func description() async throws {
        let response = await FixtureService.make { $0.limits.batch = 7 }.respond("GET", "/openapi.json")
        #expect(response.status == 200)
        let document = try response.json
        #expect(document["openapi"]?.string == "3.1.0")
        let paths = document["paths"]?.members.map(\.key) ?? []
        #expect(
            paths.contains("/analyze") && paths.contains("/jobs/{id}") && paths.contains("/v2/models/{model}/infer"))
        let text = String(decoding: response.body, as: UTF8.self)
        #expect(text.contains(#""maxItems": 7"#))
        let references = text.split(separator: ##""$ref": "##).dropFirst().map { $0.dropFirst().prefix { $0 != "\"" } }
        #expect(references.count > 40)
        for reference in Set(references) {
            let place = reference.split(separator: "/").dropFirst()
            let target = place.reduce(document as JSONValue?) { $0?[String($1)] }
            #expect(target != nil, "\(reference)")
        }
    }
}
