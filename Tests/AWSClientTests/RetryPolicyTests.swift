import AWSClient
import Testing

@Suite("Waits between attempts")
struct RetryPolicyTests {
    @Test(
        "the longest wait doubles up to a limit",
        arguments: [
            (1, RetryPolicy.Cause.connection, 0), (2, .connection, 100), (1, .service, 50), (2, .service, 100),
            (3, .service, 200), (1, .throttling, 1_000), (2, .throttling, 2_000), (5, .throttling, 16_000),
            (6, .throttling, 20_000), (1_000, .throttling, 20_000), (0, .service, 50), (Int.max, .service, 3_276_800),
        ])
    func longest(_ attempt: Int, _ cause: RetryPolicy.Cause, _ milliseconds: Int) {
        let delay = RetryPolicy.standard.delay(after: attempt, cause, fraction: 1)
        #expect(delay == min(.milliseconds(milliseconds), .seconds(20)))
        #expect(RetryPolicy.standard.delay(after: attempt, cause, fraction: 0) == .zero)
        #expect(RetryPolicy.standard.delay(after: attempt, cause, fraction: 0.5) == delay / 2)
    }
}
