import Foundation
import LambdaRuntime
import Testing

/// The variable belongs to the process, so no other test may set it.
@Suite("The tracing's variable")
struct TraceTests {
    private static let trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"

    private static func event(_ trace: String?) -> String {
        let field = trace.map { "Lambda-Runtime-Trace-Id: \($0)\r\n" } ?? ""
        return ScriptedServer.Step.event("a").replacing("Content-Length", with: "\(field)Content-Length")
    }

    @Test("holds the header of the event in work, and nothing where that has none")
    func variable() async throws {
        let long = String(repeating: "x", count: 2_000)
        let traces = [Self.trace, nil, "Root=1-short", Self.trace, long]
        let server = ScriptedServer(traces.flatMap { [.send(Self.event($0)), .send(ScriptedServer.Step.accepted)] })
        let function = LambdaFunction.answering { _ in
            getenv("_X_AMZN_TRACE_ID").map { String(cString: $0) } ?? "unset"
        }
        let running = try RunningFunction(function, at: server.endpoint, traceVariable: .ofLambda)
        let patience = ContinuousClock.now + .seconds(20)
        while server.requests.count < 11, ContinuousClock.now < patience {
            try await Task.sleep(for: .milliseconds(1))
        }
        await running.end()
        let posts = server.requests.filter { $0.hasPrefix("POST") }
        let answers = posts.map { $0.split(separator: " ").dropFirst(3).first }
        #expect(answers == [Self.trace[...], nil, "Root=1-short", Self.trace[...], nil])
    }

    @Test("is there once the runtime is configured by what Lambda sets")
    func configuration() throws {
        let configuration = try RuntimeConfiguration { _ in "127.0.0.1:9001" }
        #expect(configuration.traceVariable === TraceVariable.ofLambda)
        #expect(getenv("_X_AMZN_TRACE_ID") != nil)
        #expect(RuntimeConfiguration(endpoint: configuration.endpoint).traceVariable == nil)
    }
}
