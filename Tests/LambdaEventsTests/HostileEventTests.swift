import JSONText
import LambdaEvents
import Testing

@Suite("Hostile events")
struct HostileEventTests {
    @Test(
        "whatever a value is replaced with, every part of an event can be read or is refused",
        arguments: EventFixtures.names)
    func replacements(name: String) throws {
        let bytes = try EventFixtures.bytes(name)
        for place in Self.values(of: try JSONDocument(bytes).root).map(\.text.indices) {
            for replacement in ["null", "true", "-1e999", "\"\"", "\"%\\ud800/\"", "[]", "{}", "[[{}]]"] {
                var changed = bytes
                changed.replaceSubrange(place, with: replacement.utf8)
                try Self.readEverything(JSONDocument(changed).root)
            }
        }
    }

    @Test(
        "whatever member is missing, every part of an event can be read or is refused", arguments: EventFixtures.names)
    func removals(name: String) throws {
        let bytes = try EventFixtures.bytes(name)
        let text = String(decoding: bytes, as: UTF8.self)
        for key in Set(Self.values(of: try JSONDocument(bytes).root).flatMap(\.members).map(\.key)) {
            let changed = text.replacing("\"\(key)\":", with: "\"removed\":")
            try Self.readEverything(JSONDocument(Array(changed.utf8)).root)
        }
    }

    private static func values(of value: JSONValue) -> [JSONValue] {
        [value] + (value.members.map(\.value) + value.elements).flatMap(values(of:))
    }

    private static func readEverything(_ value: JSONValue) {
        do {
            let event = try LambdaEvent.recognize(value)
            _ = EventReading.everything(of: event)
        } catch {
            #expect([.eventMalformed, .eventUnsupported].contains(error.code))
        }
    }
}
