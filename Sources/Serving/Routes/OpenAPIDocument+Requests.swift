extension OpenAPIDocument {
    /// Options of a request by their names, with their schemas.
    private var options: [(name: String, description: String, schema: String)] {
        let most = configuration.limits.detections
        let thresholds = configuration.thresholds
        let fraction = #""type": "number", "minimum": 0, "maximum": 1"#
        let drawn = #"true, false, "true", "false", "jpeg", "jpg", "png", "webp""#
        let count = #""type": "integer", "minimum": 1, "maximum": \#(most)"#
        return [
            (
                "confidence", "The lowest score that is reported.",
                #"{\#(fraction), "default": \#(thresholds.confidence)}"#
            ),
            (
                "iou", "Overlap above which the weaker of two boxes is dropped.",
                #"{\#(fraction), "default": \#(thresholds.iou)}"#
            ),
            (
                "max_detections", "The most objects that are reported for a picture.",
                #"{\#(count), "default": \#(min(300, most))}"#
            ),
            ("top_k", "A further limit of the same kind.", "{\(count)}"),
            (
                "classes", "Names or numbers of the classes that are reported, as a list or between commas.",
                #"{"type": ["array", "string"], "items": {"type": ["string", "integer"]}}"#
            ),
            (
                "annotated", "The drawn picture in the answer: true (JPEG), false, or a format.",
                #"{"type": ["boolean", "string"], "enum": [\#(drawn)]}"#
            ),
            ("image_name", "What the answer calls the picture.", #"{"type": "string"}"#),
        ]
    }

    /// The options as parameters of the query.
    var parameters: String {
        options.map { option in
            #"""
            "\#(option.name)": {"name": "\#(option.name)", "in": "query", "description": "\#(option.description)",
              "style": "form", "explode": false, "schema": \#(option.schema)}
            """#
        }.joined(separator: ", ")
    }

    /// References to those parameters.
    var optionReferences: String {
        options.map { ##"{"$ref": "#/components/parameters/\##($0.name)"}"## }.joined(separator: ", ")
    }

    /// All forms of a body.
    var analysisBody: String {
        #"""
        {
          "required": true,
          "content": {
            "application/json": {
              "schema": {"oneOf": [
                {"$ref": "#/components/schemas/PictureRequest"}, {"$ref": "#/components/schemas/BatchRequest"},
                {"$ref": "#/components/schemas/TensorRequest"}
              ]},
              "examples": {
                "base64": {"value": {"image_data": "/9j/4AAQ…", "confidence": 0.4}},
                "bucket": {"value": {"s3": {"bucket": "photos", "key": "2025/dog.jpg"}}},
                "batch": {"value": {"images": [{"url": "https://example.com/a.jpg"}, {"image_data": "/9j/4AAQ…"}]}}
              }
            },
            "image/*": {}, "application/octet-stream": {},
            "text/plain": {"schema": {"type": "string", "contentEncoding": "base64"}},
            "multipart/form-data": {"schema": {"$ref": "#/components/schemas/Form"}}
          }
        }
        """#
    }

    /// What JSON bodies and forms hold.
    var requestSchemas: String {
        let members = options.map { #""\#($0.name)": \#($0.schema)"# }.joined(separator: ", ")
        return #"""
            "Options": {"type": "object", "properties": {\#(members)}},
            "Object": {
              "type": "object", "required": ["bucket", "key"],
              "properties": {
                "bucket": {"type": "string", "minLength": 1}, "key": {"type": "string", "minLength": 1},
                "version_id": {"type": "string"}
              }
            },
            "Picture": {
              "type": "object",
              "properties": {
                "image_data": {"type": "string", "contentEncoding": "base64",
                  "description": "An encoded picture, or pixels with shape; an address too."},
                "image": {"type": "string", "description": "As image_data."},
                "shape": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 65535},
                  "minItems": 2, "maxItems": 3, "description": "[height, width, channels] of pixels."},
                "url": {"type": "string", "description": "https, http or s3 address; the service may allow none."},
                "s3": {"oneOf": [{"type": "string", "pattern": "^s3://"}, {"$ref": "#/components/schemas/Object"}]},
                "image_name": {"type": "string"}
              },
              "anyOf": [
                {"required": ["image_data"]}, {"required": ["image"]}, {"required": ["url"]}, {"required": ["s3"]}
              ]
            },
            "PictureRequest": {
              "allOf": [{"$ref": "#/components/schemas/Picture"}, {"$ref": "#/components/schemas/Options"}]
            },
            "BatchRequest": {
              "allOf": [{"$ref": "#/components/schemas/Options"}, {
                "type": "object", "required": ["images"],
                "properties": {"images": {
                  "type": "array", "minItems": 1, "maxItems": \#(configuration.limits.batch),
                  "items": {"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/Picture"}]}
                }}
              }]
            },
            "Form": {
              "description": "Each part with a file is a picture; the other parts are options.",
              "allOf": [{"$ref": "#/components/schemas/Options"}, {
                "type": "object", "properties": {"image": {"type": "string", "contentMediaType": "image/*"}}
              }]
            }
            """#
    }
}
