import Packaging
import Registry

/// What a push will do, as a report.
struct PushReport {
    private let plan: PushPlan

    init(_ plan: PushPlan) { self.plan = plan }

    /// A row for each content of the image.
    var report: Report {
        let name = plan.reference.pinned(to: plan.digest)
        return Report(
            plan, title: name, key: .init(column: "image", value: name),
            columns: ["content", "size", "registry", "digest"],
            rows: plan.contents.map { content in
                [
                    content.title, ByteCount.text(content.descriptor.byteCount),
                    content.isPresent ? "has it" : "lacks it", content.descriptor.digest.description,
                ]
            },
            footer: [
                plan.isDone
                    ? "\(plan.reference) is this image already" : "\(ByteCount.text(plan.missingByteCount)) to send"
            ])
    }
}

/// What a push has done, as a report.
struct PushOutcomeReport {
    private let outcome: PushOutcome

    init(_ outcome: PushOutcome) { self.outcome = outcome }

    /// The image's name with its digest.
    var name: String { outcome.plan.reference.pinned(to: outcome.plan.digest) }

    /// What was sent, in a line.
    var summary: String {
        let mounted = outcome.byteCount(.mounted)
        return "sent \(ByteCount.text(outcome.byteCount(.sent)))"
            + (mounted > 0 ? ", took \(ByteCount.text(mounted)) from the other repository" : "")
    }

    /// A row for each content of the image.
    var report: Report {
        Report(
            outcome, title: name, key: .init(column: "image", value: name),
            columns: ["content", "size", "way", "digest"],
            rows: outcome.plan.contents.map { content in
                [
                    content.title, ByteCount.text(content.descriptor.byteCount),
                    outcome.way(of: content.descriptor).rawValue, content.descriptor.digest.description,
                ]
            })
    }
}
