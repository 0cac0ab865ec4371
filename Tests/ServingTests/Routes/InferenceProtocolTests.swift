import JSONText
import Serving
import Testing

@Suite("Open Inference Protocol") struct InferenceProtocolTests {
    private let service = FixtureService.make()
    private let path = "/v2/models/detect_yolov8"

    private func infer(_ json: String) async -> ServiceResponse {
        await service.respond("POST", "\(path)/infer", json: json)
    }

    private func input(shape: String = "[1, 3, 64, 64]", type: String = "FP32", count: Int = 12_288) -> String {
        let data = [String](repeating: "0.5", count: count).joined(separator: ",")
        return #"{"name": "images", "shape": \#(shape), "datatype": "\#(type)", "data": [\#(data)]}"#
    }

    @Test("the metadata has inputs and outputs with types and shapes")
    func metadata() async throws {
        #expect(try await service.respond("GET", "/v2").json["name"]?.string == "apus")
        let model = try await service.respond("GET", path).json
        #expect(model["name"]?.string == "detect_yolov8")
        let input = try #require(model["inputs"]?.elements.first)
        #expect(input["datatype"]?.string == "FP32")
        #expect(input["shape"]?.elements.map(\.integer) == [1, 3, 64, 64])
        #expect(model["outputs"]?.elements.map { $0["name"]?.string } == ["output0"])
        #expect(await service.respond("GET", "\(path)/ready").status == 200)
    }

    @Test("tensors are answered by tensors, and the request's own id comes back")
    func inference() async throws {
        let response = await infer(#"{"id": "mine", "inputs": [\#(input())], "outputs": [{"name": "output0"}]}"#)
        #expect(response.status == 200)
        let answer = try response.json
        #expect(answer["id"]?.string == "mine")
        #expect(answer["model_name"]?.string == "detect_yolov8")
        let output = try #require(answer["outputs"]?.elements.first)
        #expect(output["shape"]?.elements.map(\.integer) == [1, 8, 84])
        #expect(output["data"]?.elements.count == 8 * 84)
    }

    @Test("tensors that do not fit are the caller's fault")
    func refusals() async throws {
        for (body, code) in [
            (#"{"inputs": [\#(input(shape: "[1, 3, 64, 65]"))]}"#, "field-invalid"),
            (#"{"inputs": [\#(input(shape: "[1, 3, -1, 64]"))]}"#, "field-invalid"),
            (#"{"inputs": [\#(input(shape: "[9223372036854775807, 2]", count: 2))]}"#, "field-invalid"),
            (#"{"inputs": [\#(input(shape: "[1, 3, 8, 8]", count: 192))]}"#, "input-mismatch"),
            (#"{"inputs": [\#(input(type: "FP99"))]}"#, "field-invalid"),
            (#"{"inputs": [\#(input())], "outputs": [{"name": "nothing"}]}"#, "output-unknown"),
            (#"{"inputs": 3}"#, "field-invalid"), (#"{"inputs": []}"#, "input-mismatch"),
            (#"{"image": "aGk="}"#, "input-missing"),
        ] {
            let response = await infer(body)
            #expect(response.status == 400, "\(body.prefix(80))")
            #expect(try response.json["code"]?.string == code, "\(body.prefix(80))")
        }
    }
}
