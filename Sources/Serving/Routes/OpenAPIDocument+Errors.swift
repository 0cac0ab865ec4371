extension OpenAPIDocument {
    /// What each status of a failure means; the codes are in docs/reference/errors.md.
    private static let meanings: [(status: Int, meaning: String)] = [
        (400, "The request has no picture, or a field with a wrong value."),
        (403, "The address, bucket or object may not be read."),
        (404, "There is nothing at this path, or no such object, job or model."),
        (405, "The path does not know this method; the header Allow names those that it knows."),
        (406, "The answer cannot be given in the form that Accept asks for."),
        (413, "The body, a picture, the number of pictures or the answer is too large."),
        (415, "The body is of no known form, or the picture of a format that is not read."),
        (422, "The bytes are no picture, a damaged one, or there is nothing usable at their address."),
        (429, "AWS asks for patience; the header Retry-After says for how long."),
        (500, "The service failed; its log has the request's id."),
        (502, "The server of a picture's address did not answer in time, or failed."),
        (503, "The model is being loaded, or cannot be; the header Retry-After says when to ask again."),
        (504, "The request took longer than the time it has."),
    ]

    /// The answers to requests that fail, which all have the same body.
    var errorResponses: String {
        Self.meanings.map { status, meaning in
            let header = Self.headers[status].map { #", "headers": {\#($0)}"# } ?? ""
            return #"""
                "Error\#(status)": {"description": "\#(meaning)"\#(header),
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
                """#
        }.joined(separator: ", ")
    }

    private static let headers: [Int: String] = [
        405: #""Allow": {"schema": {"type": "string"}}"#,
        429: #""Retry-After": {"schema": {"type": "integer"}}"#,
        503: #""Retry-After": {"schema": {"type": "integer"}}"#,
    ]

    /// References to the answers of these statuses, as members of `responses`.
    func errors(_ statuses: [Int]) -> String {
        statuses.map { ##""\##($0)": {"$ref": "#/components/responses/Error\##($0)"}"## }.joined(separator: ", ")
    }

    /// The statuses with which a request for an analysis may fail.
    var analysisErrors: String { errors(Self.meanings.map(\.status)) }
}
