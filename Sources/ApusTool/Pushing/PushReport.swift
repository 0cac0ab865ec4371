import Packaging
import Registry

/// What a push will do or has done, as a report.
struct PushReport {
    private let whole: PushPlan

    init(_ plan: PushPlan) { whole = plan }

    /// The image's name with its digest.
    var name: String { whole.reference.pinned(to: whole.digest) }

    /// A row for each content of the image.
    var plan: Report {
        Report(
            whole, title: name, key: .init(column: "image", value: name),
            columns: ["content", "size", "registry", "digest"],
            rows: whole.contents.map { content in
                [
                    content.title, ByteCount.text(content.descriptor.byteCount),
                    content.isPresent ? "has it" : "lacks it", content.descriptor.digest.description,
                ]
            },
            footer: [
                whole.isDone
                    ? "\(whole.reference) is this image already"
                    : "\(ByteCount.text(whole.missingByteCount)) to send"
            ])
    }
}
