import AWSClient
import JSONText
import TestSupport
import Testing

@Suite("DynamoDB", .enabled(if: MotoServer.isAvailable, Moto.requirement))
struct DynamoDBTests {
    private let table = "t\(UInt32.random(in: .min ... .max))"
    private let store: DynamoDB
    private let absent = DynamoDBExpression("attribute_not_exists(#id)", names: ["#id": "id"])

    init() throws {
        store = DynamoDB(try Moto.client())
        try Moto.call(
            "dynamodb", "create_table",
            #"""
            {"TableName": "\#(table)", "BillingMode": "PAY_PER_REQUEST",
             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
             "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}
            """#.replacing("\n", with: " "))
    }

    @Test("every kind of value comes back")
    func kinds() async throws {
        let item: DynamoDBItem = [
            "id": .string("a \"ü\" 🐦"), "n": .number("-12345678901234567890.5"), "i": .integer(.max),
            "b": .binary([0, 1, 254, 255]), "t": .boolean(true), "f": .boolean(false), "z": .null,
            "l": .list([.string("x"), .list([]), .null]), "m": .map(["k": .map(["deep": .integer(-1)])]),
        ]
        try await store.put(item, into: table, condition: nil)
        #expect(try await store.get(["id": item["id"] ?? .null], from: table) == item)
        #expect(try await store.get(["id": .string("absent")], from: table) == nil)
        #expect(item["i"]?.integer == .max)
        #expect(item["id"]?.string == "a \"ü\" 🐦")
    }

    @Test("a condition lets the first writer win")
    func condition() async throws {
        try await store.put(["id": .string("1"), "by": .string("first")], into: table, condition: absent)
        let error = await failure(.conditionFailed) {
            try await store.put(["id": .string("1"), "by": .string("second")], into: table, condition: absent)
        }
        #expect(error?.response?.code == "ConditionalCheckFailedException")
        #expect(try await store.get(["id": .string("1")], from: table)?["by"] == .string("first"))
    }

    @Test("the same item a second time is a conflict when nothing was lost")
    func sameAgain() async throws {
        try await store.put(["id": .string("2")], into: table, condition: absent)
        _ = await failure(.conditionFailed) {
            try await store.put(["id": .string("2")], into: table, condition: absent)
        }
    }

    @Test("a condition is told from a failure also where the item that is there is large")
    func largeItem() async throws {
        let text = String(repeating: "\"quoted\" ", count: 30_000)
        try await store.put(["id": .string("large"), "by": .string(text)], into: table, condition: absent)
        _ = await failure(.conditionFailed) {
            try await store.put(["id": .string("large"), "by": .string("second")], into: table, condition: absent)
        }
    }

    @Test("an update changes what its condition allows")
    func update() async throws {
        try await store.put(["id": .string("3"), "status": .string("processing")], into: table, condition: nil)
        let change = DynamoDBExpression(
            "SET #s = :done, n = :n", names: ["#s": "status"], values: [":done": .string("done"), ":n": .integer(2)])
        let condition = DynamoDBExpression(
            "#s = :was", names: ["#s": "status"], values: [":was": .string("processing")])
        let item = try await store.update(["id": .string("3")], in: table, change: change, condition: condition)
        #expect(item == ["id": .string("3"), "status": .string("done"), "n": .integer(2)])
        _ = await failure(.conditionFailed) {
            try await store.update(["id": .string("3")], in: table, change: change, condition: condition)
        }
        #expect(
            try await store.update(["id": .string("4")], in: table, change: change, condition: nil)["n"] == .integer(2))
    }

    @Test("a table that is not there is not found")
    func absentTable() async throws {
        _ = await failure(.notFound) { _ = try await store.get(["id": .string("1")], from: "absent") }
    }
}

@Suite("DynamoDB's lost answers", .enabled(if: FaultyServer.isAvailable, FaultyServer.requirement))
struct LostAnswerTests {
    @Test("a condition that fails because of the own, unheard write is none; one of another's write is")
    func ownWrite() async throws {
        let store = DynamoDB(FaultyServer.client())
        let condition = DynamoDBExpression("attribute_not_exists(id)")
        try await store.put(["id": .string("mine")], into: "own", condition: condition)
        #expect(FaultyServer.count("own") == 2)
        _ = await failure(.conditionFailed) {
            try await store.put(["id": .string("mine")], into: "other", condition: condition)
        }
        #expect(FaultyServer.count("other") == 2)
    }
}
