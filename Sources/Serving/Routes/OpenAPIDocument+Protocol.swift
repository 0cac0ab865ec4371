import Inference

extension OpenAPIDocument {
    /// The Open Inference Protocol, version 2.
    var protocolPaths: String {
        let model = #"[{"name": "model", "in": "path", "required": true, "schema": {"type": "string"}}]"#
        return #"""
            "/v2": {"get": \#(reading("readServer", "Names the server.", "ServerMetadata"))},
            "/v2/health/live": {"get": \#(reading("readLiveness", "Tells that the service runs.", "Live"))},
            "/v2/health/ready": {"get": \#(reading("readReadiness", "Tells whether the model is there.", "Ready", 503))},
            "/v2/models/{model}": {
              "parameters": \#(model),
              "get": \#(reading("readModel", "Describes inputs and outputs.", "ModelMetadata"))
            },
            "/v2/models/{model}/ready": {
              "parameters": \#(model),
              "get": \#(reading("readModelReadiness", "Tells that the model is there.", "Ready"))
            },
            "/v2/models/{model}/infer": {
              "parameters": \#(model),
              "post": {
                "operationId": "infer", "summary": "Runs the model on tensors.",
                "requestBody": {
                  "required": true, "content": {"application/json": {"schema": \#(reference("TensorRequest"))}}
                },
                "responses": {"200": \#(answer("The outputs.", reference("TensorAnswer"))), \#(analysisErrors)}
              }
            }
            """#
    }

    private func reading(_ id: String, _ summary: String, _ schema: String, _ other: Int? = nil) -> String {
        let second = other.map { #""\#($0)": \#(answer("Not yet.", reference(schema))), "# } ?? ""
        return #"""
            {
              "operationId": "\#(id)", "summary": "\#(summary)",
              "responses": {
                "200": \#(answer(summary, reference(schema))), \#(second)\#(errors([404, 405, 500, 504]))
              }
            }
            """#
    }

    /// Tensors as the protocol writes them.
    var tensorSchemas: String {
        let types = ElementType.protocolNames.map { "\"\($0)\"" }.joined(separator: ", ")
        let described = #"""
            "name": {"type": "string"}, "datatype": {"type": "string", "enum": [\#(types)]},
            "shape": {"type": "array", "items": {"type": "integer"}}
            """#
        return #"""
            "TensorDescription": {
              "type": "object", "required": ["name", "datatype", "shape"], "properties": {\#(described)}
            },
            "Tensor": {
              "type": "object", "required": ["name", "datatype", "shape", "data"],
              "properties": {\#(described), "data": {"type": "array", "description": "Flat, or nested as shape is."}}
            },
            "TensorRequest": {
              "type": "object", "required": ["inputs"],
              "properties": {
                "id": {"type": "string"},
                "inputs": \#(list("Tensor")),
                "outputs": {"type": "array", "items": {
                  "type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}
                }}
              }
            },
            "TensorAnswer": {
              "type": "object", "required": ["model_name", "outputs"],
              "properties": {
                "model_name": {"type": "string"}, "id": {"type": "string"}, "outputs": \#(list("Tensor"))
              }
            },
            \#(metadataSchemas)
            """#
    }

    private var metadataSchemas: String {
        #"""
        "ServerMetadata": {
          "type": "object", "required": ["name", "version", "extensions"],
          "properties": {
            "name": {"const": "apus"}, "version": {"type": "string"},
            "extensions": {"type": "array", "items": {"type": "string"}}
          }
        },
        "ModelMetadata": {
          "type": "object", "required": ["name", "platform", "inputs", "outputs"],
          "properties": {
            "name": {"type": "string"}, "platform": {"type": "string"},
            "inputs": \#(list("TensorDescription")), "outputs": \#(list("TensorDescription"))
          }
        },
        "Live": {"type": "object", "required": ["live"], "properties": {"live": {"type": "boolean"}}},
        "Ready": {"type": "object", "required": ["ready"], "properties": {"ready": {"type": "boolean"}}}
        """#
    }

    private func list(_ name: String) -> String { #"{"type": "array", "items": \#(reference(name))}"# }
}
