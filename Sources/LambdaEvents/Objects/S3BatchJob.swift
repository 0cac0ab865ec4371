import JSONText

/// Tasks that S3 Batch Operations hands to a function, and the answer it waits for.
///
/// Source: "Invoke AWS Lambda function" in the Amazon S3 User Guide, invocation schema versions 1.0 and 2.0.
package struct S3BatchJob: Sendable {
    /// One object to work on.
    package struct Task: Sendable, Hashable {
        /// What the answer names the task by.
        package let taskID: String
        /// The object.
        package let object: ObjectReference
    }

    /// How a task ended.
    package enum ResultCode: String, Sendable {
        /// It is done.
        case succeeded = "Succeeded"
        /// It failed, and may be tried again.
        case temporaryFailure = "TemporaryFailure"
        /// It failed for good.
        case permanentFailure = "PermanentFailure"
    }

    /// What the job's completion report says of one task.
    package struct TaskResult: Sendable, Hashable {
        /// The task.
        package let taskID: String
        /// How it ended.
        package let code: ResultCode
        /// A text for the report.
        package let text: String

        /// Makes a result.
        package init(taskID: String, code: ResultCode, text: String = "") {
            self.taskID = taskID
            self.code = code
            self.text = text
        }
    }

    /// The version of the event's shape, which the answer repeats.
    package let schemaVersion: String
    /// This call's identifier, which the answer repeats.
    package let invocationID: String
    /// The job's identifier.
    package let jobID: String?
    /// What the job's maker passes to the function; only schema 2.0 has it.
    package let userArguments: [String: String]
    /// What to work on; S3 sends one task at a time.
    package let tasks: [Task]
}

extension S3BatchJob {
    /// Reads a job's event; `nil` where this is none.
    ///
    /// - Throws: ``LambdaEventsError`` with `event-malformed` where a task has no identifier, bucket or key.
    static func read(_ event: JSONValue) throws(LambdaEventsError) -> S3BatchJob? {
        guard let version = event["invocationSchemaVersion"]?.string, let tasks = event["tasks"] else { return nil }
        let job = event["job"]
        var arguments: [String: String] = [:]
        for (name, value) in job?["userArguments"]?.members ?? [] { arguments[name] = value.string }
        return S3BatchJob(
            schemaVersion: version, invocationID: try event.required("invocationId", in: "a batch job"),
            jobID: job?["id"]?.string, userArguments: arguments, tasks: try tasks.elements.map(Task.init(task:)))
    }

    /// The answer to the call.
    ///
    /// - Parameters:
    ///   - results: A result for each task.
    ///   - missing: What S3 takes a task for that has no result.
    /// - Returns: JSON text.
    package func answer(_ results: [TaskResult], treatMissingAs missing: ResultCode = .temporaryFailure) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("invocationSchemaVersion", schemaVersion)
            writer.member("treatMissingKeysAs", missing.rawValue)
            writer.member("invocationId", invocationID)
            writer.key("results")
            writer.array { writer in
                for result in results { result.write(into: &writer) }
            }
        }
        return writer.bytes
    }
}

extension S3BatchJob.Task {
    fileprivate init(task: JSONValue) throws(LambdaEventsError) {
        taskID = try task.required("taskId", in: "a task")
        object = ObjectReference(
            bucket: try Self.bucket(of: task), key: FormEncoding.decode(try task.required("s3Key", in: "a task")),
            versionID: task.text("s3VersionId"))
    }

    /// The name in the ARN that schema 1.0 has, which may have region and account in it.
    ///
    /// The ARN of an access point is kept whole, so that the task fails with the name that the job has: objects are not
    /// read through access points.
    private static func bucket(of task: JSONValue) throws(LambdaEventsError) -> String {
        guard let arn = task["s3BucketArn"]?.string else { return try task.required("s3Bucket", in: "a task") }
        let name = arn.split(separator: ":", omittingEmptySubsequences: false).last ?? ""
        guard !name.isEmpty else {
            throw LambdaEventsError(.eventMalformed, "a task's s3BucketArn names no bucket", expected: "an ARN of S3")
        }
        return name.contains("/") ? arn : String(name)
    }
}

extension S3BatchJob.TaskResult {
    fileprivate func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("taskId", taskID)
            writer.member("resultCode", code.rawValue)
            writer.member("resultString", text)
        }
    }
}
