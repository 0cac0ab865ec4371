/// The tracing that requests to AWS carry on.
package enum RequestTrace {
    /// The tracing's header, as it came with the event in work; it holds for a task and the tasks that it starts.
    @TaskLocal package static var header: String?

    /// The field of a request, which proxies on the way rewrite, so that nobody signs it.
    static var field: (name: String, value: String)? {
        header.map { ("x-amzn-trace-id", URIEncoding.field($0)) }
    }
}
