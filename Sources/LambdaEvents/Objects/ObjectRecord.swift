import JSONText

/// A change of an object in S3, told by the bucket's notification or by EventBridge.
///
/// Source: "Event message structure" and "Events in EventBridge" in the Amazon S3 User Guide.
package struct ObjectRecord: Sendable, Hashable {
    /// What happened to an object.
    package enum Change: Sendable, Hashable {
        /// It was put, copied or completed.
        case created
        /// It was deleted, or a marker says so.
        case removed
        /// Something else: restored, tagged, moved to another class.
        case other
    }

    /// The object.
    package let object: ObjectReference
    /// What happened to it.
    package let change: Change
    /// What the sender calls that, such as `ObjectCreated:Put`.
    package let eventName: String
    /// Orders the changes of one key: of two, padded with zeros to the same length, the larger one came later.
    package let sequencer: String?
    /// The bucket's region.
    package let region: String?
}

extension ObjectRecord {
    /// The changes that an event tells of, whichever of the ways it came.
    ///
    /// - Returns: `nil` where the event is no event of S3; empty for the message with which a bucket tests its
    ///   notification.
    /// - Throws: ``LambdaEventsError`` with `event-malformed` where a record names no bucket or key.
    static func records(in event: JSONValue) throws(LambdaEventsError) -> [ObjectRecord]? {
        if let records = event["Records"]?.elements, records.first?["eventSource"]?.string == "aws:s3" {
            return try records.map(ObjectRecord.init(notification:))
        }
        if event["Event"]?.string == "s3:TestEvent" { return [] }
        if event["source"]?.string == "aws.s3", let record = try ObjectRecord(busEvent: event) { return [record] }
        return nil
    }

    /// Reads a record of a bucket's notification, whose keys are encoded as in a form.
    private init(notification record: JSONValue) throws(LambdaEventsError) {
        let s3 = try record.requiredObject("s3", in: "a record of aws:s3")
        let entity = try s3.requiredObject("object", in: "a record of aws:s3")
        object = ObjectReference(
            bucket: try s3.requiredObject("bucket", in: "a record of aws:s3").required("name", in: "a bucket"),
            key: FormEncoding.decode(try entity.required("key", in: "an object")),
            versionID: entity.text("versionId"), eTag: entity.text("eTag"), size: entity["size"]?.byteCount)
        // Stores that speak S3's protocol keep the prefix of the subscription's event types here.
        let name = record["eventName"]?.string ?? ""
        eventName = name.hasPrefix("s3:") ? String(name.dropFirst(3)) : name
        change = Change(eventName: eventName)
        sequencer = entity["sequencer"]?.string
        region = record["awsRegion"]?.string
    }

    /// Reads an event of EventBridge, whose keys are not encoded; `nil` where it is not about an object.
    private init?(busEvent event: JSONValue) throws(LambdaEventsError) {
        guard let detail = event["detail"], let entity = detail["object"], let bucket = detail["bucket"] else {
            return nil
        }
        object = ObjectReference(
            bucket: try bucket.required("name", in: "a bucket"), key: try entity.required("key", in: "an object"),
            versionID: entity.text("version-id"), eTag: entity.text("etag"), size: entity["size"]?.byteCount)
        eventName = event["detail-type"]?.string ?? ""
        change = Change(eventName: eventName)
        sequencer = entity["sequencer"]?.string
        region = event["region"]?.string
    }
}

extension ObjectRecord.Change {
    fileprivate init(eventName: String) {
        if eventName.hasPrefix("ObjectCreated:") || eventName == "Object Created" {
            self = .created
        } else if eventName.hasPrefix("ObjectRemoved:") || eventName == "Object Deleted" {
            self = .removed
        } else {
            self = .other
        }
    }
}

extension JSONValue {
    /// A count of bytes; `nil` where it is none.
    fileprivate var byteCount: Int? { integer.flatMap { $0 < 0 ? nil : $0 } }
}
