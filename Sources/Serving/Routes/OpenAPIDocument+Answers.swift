extension OpenAPIDocument {
    /// What answers hold; see docs/reference/output.md.
    var answerSchemas: String { "\(detectionSchemas), \(analysisSchemas), \(jobSchemas)" }

    private var detectionSchemas: String {
        let pixels = #"{"type": "integer", "minimum": 0}"#
        let part = #"{"type": "number", "minimum": 0, "maximum": 1}"#
        return #"""
            "Detection": {
              "type": "object",
              "required": ["class_name", "class_id", "confidence", "box_2d", "normalized_box"],
              "properties": {
                "class_name": {"type": "string"}, "class_id": {"type": "integer", "minimum": 0},
                "confidence": \#(part),
                "box_2d": {
                  "type": "object", "required": ["x_min", "y_min", "x_max", "y_max"],
                  "description": "Edges in pixels of the upright picture.",
                  "properties": {
                    "x_min": \#(pixels), "y_min": \#(pixels), "x_max": \#(pixels), "y_max": \#(pixels)
                  }
                },
                "normalized_box": {
                  "type": "object", "required": ["x_center", "y_center", "width", "height"],
                  "description": "Centre and extent as parts of the picture's width and height.",
                  "properties": {
                    "x_center": \#(part), "y_center": \#(part), "width": \#(part), "height": \#(part)
                  }
                }
              }
            }
            """#
    }

    private var analysisSchemas: String {
        let time = #"{"type": "number", "minimum": 0}"#
        return #"""
            "Analysis": {
              "type": "object",
              "required": ["image_dimensions", "detections", "detection_count", "model", "timings_ms"],
              "properties": {
                "image_name": {"type": "string"},
                "image_dimensions": {
                  "type": "object", "required": ["width", "height"],
                  "properties": {"width": {"type": "integer"}, "height": {"type": "integer"}}
                },
                "detections": {"type": "array", "items": {"$ref": "#/components/schemas/Detection"}},
                "detection_count": {"type": "integer", "minimum": 0},
                "model": {"type": "string"},
                "timings_ms": {
                  "type": "object", "required": ["decode", "preprocess", "run", "postprocess", "total"],
                  "properties": {
                    "decode": \#(time), "preprocess": \#(time), "run": \#(time), "postprocess": \#(time),
                    "total": \#(time)
                  }
                },
                "annotated_type": {"type": "string", "enum": ["image/jpeg", "image/png", "image/webp"]},
                "annotated_image": {"type": "string", "contentEncoding": "base64"}
              }
            },
            "Batch": {
              "type": "object", "required": ["results", "count"],
              "properties": {
                "results": {"type": "array", "items": {"oneOf": [
                  {"$ref": "#/components/schemas/Analysis"}, {"$ref": "#/components/schemas/PictureError"}
                ]}},
                "count": {"type": "integer", "minimum": 1}
              }
            },
            \#(errorSchemas)
            """#
    }

    private var errorSchemas: String {
        let members = #"""
            "error": {"type": "string", "description": "What was wrong."},
            "code": {"type": "string", "description": "A stable code."},
            "hint": {"type": "string", "description": "What to do."}
            """#
        return #"""
            "PictureError": {
              "type": "object", "required": ["error", "code"],
              "properties": {"image_name": {"type": "string"}, \#(members)}
            },
            "Error": {
              "type": "object", "required": ["error", "code", "request_id"],
              "properties": {\#(members), "request_id": {"type": "string"}}
            },
            "Health": {
              "type": "object", "required": ["status"],
              "properties": {"status": {"type": "string", "enum": ["ready", "loading", "failed"]}}
            }
            """#
    }

    private var jobSchemas: String {
        #"""
        "JobReceipt": {
          "type": "object", "required": ["message_id", "status"],
          "properties": {"message_id": {"type": "string"}, "status": {"const": "processing"}}
        },
        "Job": {
          "type": "object", "required": ["message_id", "status", "submitted_at"],
          "properties": {
            "message_id": {"type": "string"},
            "status": {"type": "string", "enum": ["processing", "done", "failed"]},
            "submitted_at": {"type": "string", "format": "date-time"},
            "result": {"type": "object", "description": "What POST /analyze would have answered."},
            "result_url": {"type": "string", "format": "uri", "description": "Where a very large result is, for 15 minutes."}
          }
        }
        """#
    }
}
