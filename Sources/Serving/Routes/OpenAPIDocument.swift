import Vision

/// The description of the service for programs (OpenAPI 3.1).
struct OpenAPIDocument {
    /// The limits and defaults that the description names.
    let configuration: ServiceConfiguration

    /// Describes a service of this configuration.
    init(_ configuration: ServiceConfiguration) {
        self.configuration = configuration
    }

    /// The document as JSON.
    var json: [UInt8] {
        let text = #"""
            {
              "openapi": "3.1.0",
              "info": {
                "title": "Apus",
                "summary": "Finds objects in pictures.",
                "version": "\#(ApusVersion.current)",
                "license": {"name": "Apache License 2.0", "identifier": "Apache-2.0"}
              },
              "servers": [{"url": "/"}],
              "paths": {\#(analysisPaths), \#(jobPaths), \#(pagePaths), \#(protocolPaths)},
              "components": {
                "parameters": {\#(parameters)},
                "requestBodies": {"Analysis": \#(analysisBody)},
                "responses": {\#(errorResponses)},
                "schemas": {\#(requestSchemas), \#(answerSchemas), \#(tensorSchemas)}
              }
            }
            """#
        return Array(text.utf8)
    }
}
