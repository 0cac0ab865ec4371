import AWSClient
import Testing

/// The error of something that must fail with one of AWSClient's errors.
func failure(
    _ code: AWSError.Code, sourceLocation: SourceLocation = #_sourceLocation, of action: () async throws -> Void
) async -> AWSError? {
    let error = await #expect(throws: AWSError.self, sourceLocation: sourceLocation) { try await action() }
    #expect(error?.code == code, sourceLocation: sourceLocation)
    return error
}
