import JSONText
import LambdaEvents
import Testing

@Suite("Records of streams")
struct StreamTests {
    private static func stream() throws -> [KinesisRecord] {
        guard case .stream(let records) = try EventFixtures.event("stream") else {
            throw UnexpectedEvent(name: "stream")
        }
        return records
    }

    private static func changes() throws -> [TableChange] {
        guard case .tableStream(let changes) = try EventFixtures.event("table-stream") else {
            throw UnexpectedEvent(name: "table-stream")
        }
        return changes
    }

    @Test("a record of Kinesis holds a request, a picture or text")
    func kinesis() throws {
        let records = try Self.stream()
        #expect(
            try records.map { try summary($0.content(maximumBytes: 1_000)) } == [
                #"request {"s3": {"bucket": "camera", "key": "bus.jpg"}}"#, "binary [255, 216, 255, 224, 0]",
                "text hello",
            ])
        #expect(records.first?.partitionKey == "camera-1")
        #expect(records.first?.streamARN == "arn:aws:kinesis:eu-west-1:111122223333:stream/pictures")
        #expect(records.first?.sequenceNumber == "49590338271490256608559692538361571095921575989136588898")
    }

    @Test("data over the limit is refused")
    func limit() throws {
        let picture = try #require(Self.stream().dropFirst().first)
        #expect(try picture.data(maximumBytes: 5).count == 5)
        let error = #expect(throws: LambdaEventsError.self) { try picture.data(maximumBytes: 4) }
        #expect(error?.code == .bodyTooLarge)
    }

    @Test("data that is no base64 is an error of the record", arguments: [#", "data": "*""#, #", "data": 1"#, ""])
    func malformedData(member: String) throws {
        let kinesis = #"{"sequenceNumber": "1"\#(member)}"#
        let event = try recognize(#"{"Records": [{"eventSource": "aws:kinesis", "kinesis": \#(kinesis)}]}"#)
        guard case .stream(let records) = event else { throw UnexpectedEvent(name: event.name) }
        let error = #expect(throws: LambdaEventsError.self) { try records.first?.data(maximumBytes: 10) }
        #expect(error?.code == .messageMalformed)
    }

    @Test("an item becomes plain JSON, its numbers to the last digit")
    func item() throws {
        let change = try #require(Self.changes().first)
        let image = try #require(try change.newImage())
        #expect(
            text(Array(image.root.text)) == #"{"id":"job-1","count":12345678901234567890.5,"done":false,"note":null,"#
                + #""labels":["bus","person"],"scores":[1,2.5],"raw":"AAEC","rows":["AA=="],"#
                + #""source":{"bucket":"camera","keys":["bus.jpg",1E+2]}}"#)
    }

    @Test("a change tells its kind, key and place; what is gone has no image")
    func changes() throws {
        let changes = try Self.changes()
        #expect(changes.map(\.kind) == [.insert, .remove, .modify])
        #expect(changes.map(\.sequenceNumber).map { String($0.suffix(1)) } == ["1", "2", "3"])
        #expect(try changes.allSatisfy { try $0.keys().map { text(Array($0.root.text)) } == #"{"id":"job-1"}"# })
        #expect(try changes[1].newImage() == nil)
        #expect(changes.first?.streamARN?.contains("table/jobs") == true)
    }

    @Test(
        "an attribute that is none of DynamoDB's is an error of the record",
        arguments: [
            #"{"X": "?"}"#, #"{"S": 1}"#, #"{"N": 1}"#, #"{"N": "one"}"#, #"{"N": "1, \"b\": 2"}"#, #"{"N": "[1]"}"#,
            #"{"BOOL": "true"}"#, #"{"L": {}}"#, #"{"M": []}"#, #"{"SS": [1]}"#, #"{"NS": ["x"]}"#, "{}", "null",
            #"{"S": "a", "N": "1"}"#, #""a""#,
        ])
    func malformedAttribute(attribute: String) throws {
        let change = #"{"SequenceNumber": "1", "NewImage": {"a": \#(attribute)}}"#
        let event = try recognize(#"{"Records": [{"eventSource": "aws:dynamodb", "dynamodb": \#(change)}]}"#)
        guard case .tableStream(let changes) = event else { throw UnexpectedEvent(name: event.name) }
        let error = #expect(throws: LambdaEventsError.self) { try changes.first?.newImage() }
        #expect(error?.code == .messageMalformed)
    }
}
