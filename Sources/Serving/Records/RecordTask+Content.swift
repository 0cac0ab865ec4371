import JSONText
import LambdaEvents

extension RecordTask {
    /// A changed object.
    init(_ record: ObjectRecord) {
        self.init(object: record.object, sequencer: record.sequencer)
    }

    /// An object.
    init(object: ObjectReference, sequencer: String?) {
        let address = ObjectAddress(bucket: object.bucket, key: object.key, versionID: object.versionID)
        self.init(origin: .object(object, sequencer: sequencer), work: .analysis(.object(address)))
    }

    /// What a message asks for, out of its envelopes.
    ///
    /// - Parameters:
    ///   - content: What the message holds.
    ///   - name: What the message is called, the same in each delivery.
    ///   - takesJobs: Whether jobs of our own come this way.
    /// - Returns: A task for each picture or job that it asks for.
    /// - Throws: ``ServingError`` where it is no request that can be read.
    static func tasks(of content: MessageContent, name: String, takesJobs: Bool = false) throws -> [RecordTask] {
        let origin = ResultOrigin.message(name)
        switch content {
        case .nothing: return []
        case .objects(let records): return records.filter { $0.change == .created }.map(RecordTask.init)
        case .binary(let bytes): return [RecordTask(origin: origin, work: .analysis(.bytes(bytes, name: nil)))]
        case .text(let text): return [RecordTask(origin: origin, work: .analysis(.request(try request(for: text))))]
        case .busEvent(let event):
            let carrier = EventCarrier.bus(source: event.source)
            return [RecordTask(origin: origin, carrier: carrier, work: .analysis(.request(event.detail)))]
        case .request(let request):
            if takesJobs, let job = try JobMessage(request) { return [RecordTask(origin: origin, work: .job(job))] }
            return [RecordTask(origin: origin, work: .analysis(.request(request)))]
        }
    }

    /// A text is the address of a picture; if it is none, reading the request says so.
    private static func request(for text: String) throws -> JSONValue {
        let words = text.split(whereSeparator: \.isWhitespace)
        var writer = JSONWriter()
        writer.object { $0.member("url", words.count == 1 ? String(words[0]) : text) }
        return try JSONDocument(writer.bytes).root
    }
}
