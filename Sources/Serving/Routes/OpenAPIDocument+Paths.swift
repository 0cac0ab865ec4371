extension OpenAPIDocument {
    /// Where pictures are answered.
    var analysisPaths: String {
        #"""
        "/analyze": {"post": \#(analysis(id: "analyze"))},
        "/": {
          "get": {
            "operationId": "describe", "summary": "Names the paths.",
            "responses": {"200": \#(answer("What this is.", #"{"type": "object"}"#))}
          },
          "post": \#(analysis(id: "analyzeAtRoot"))
        }
        """#
    }

    /// Where pictures are handed in and asked for later.
    var jobPaths: String {
        #"""
        "/jobs": {"post": {
          "operationId": "submitJob", "summary": "Takes in a request that is answered later.",
          "parameters": [\#(optionReferences)], "requestBody": {"$ref": "#/components/requestBodies/Analysis"},
          "responses": {
            "202": {
              "description": "Taken in.", "headers": {"Location": {"schema": {"type": "string"}}},
              "content": {"application/json": {"schema": {"$ref": "#/components/schemas/JobReceipt"}}}
            },
            \#(analysisErrors)
          }
        }},
        "/jobs/{id}": {"get": {
          "operationId": "readJob", "summary": "Tells how far a job is, and its result.",
          "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
          "responses": {
            "200": {
              "description": "How far it is; Retry-After is there while it is not done.",
              "headers": {"Retry-After": {"schema": {"type": "integer"}}},
              "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Job"}}}
            },
            \#(errors([404, 405, 429, 500, 504]))
          }
        }}
        """#
    }

    /// What tells of the service itself.
    var pagePaths: String {
        #"""
        "/healthz": {"get": {
          "operationId": "readHealth", "summary": "Tells whether the model is loaded.",
          "responses": {
            "200": \#(answer("The model is there.", reference("Health"))),
            "503": \#(answer("The model is being loaded, or the last attempt failed.", reference("Health"))),
            \#(errors([405]))
          }
        }},
        "/openapi.json": {"get": {
          "operationId": "readDescription", "summary": "Gives this document.",
          "responses": {"200": \#(answer("This document.", #"{"type": "object"}"#)), \#(errors([405]))}
        }}
        """#
    }

    private func analysis(id: String) -> String {
        #"""
        {
          "operationId": "\#(id)", "summary": "Finds objects in pictures.",
          "description": "Options stand in the body, or in the query where the body has none.",
          "parameters": [\#(optionReferences)], "requestBody": {"$ref": "#/components/requestBodies/Analysis"},
          "responses": {
            "200": {
              "description": "What was found, as JSON, or the drawn picture where Accept asks for one.",
              "content": {
                "application/json": {"schema": {"oneOf": [
                  {"$ref": "#/components/schemas/Analysis"}, {"$ref": "#/components/schemas/Batch"},
                  {"$ref": "#/components/schemas/TensorAnswer"}
                ]}},
                "image/jpeg": {}, "image/png": {}, "image/webp": {}
              }
            },
            \#(analysisErrors)
          }
        }
        """#
    }

    /// An answer in JSON.
    func answer(_ description: String, _ schema: String) -> String {
        #"{"description": "\#(description)", "content": {"application/json": {"schema": \#(schema)}}}"#
    }

    /// A schema by its name.
    func reference(_ name: String) -> String { ##"{"$ref": "#/components/schemas/\##(name)"}"## }
}
