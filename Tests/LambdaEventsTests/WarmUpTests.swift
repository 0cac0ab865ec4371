import LambdaEvents
import Testing

@Suite("Calls that keep the function warm")
struct WarmUpTests {
    @Test(
        "a call is one to keep warm only if it says so",
        arguments: [
            #"{"warmup": true}"#: true, #"{"warmup": true, "Records": []}"#: true, #"{"warmup": "true"}"#: false,
            #"{"warmup": false}"#: false, #"{"warmup": 1}"#: false, #"{"warmer": true}"#: true,
            #"{"source": "serverless-plugin-warmup", "body": null}"#: true, #"{"source": "warmup"}"#: false,
            #"{"source": "aws.events", "detail": {"warmup": true}}"#: true,
            #"{"source": "com.example", "detail-type": "Scheduled Event", "detail": {"warmup": true}}"#: true,
            #"{"source": "com.example", "detail-type": "Other", "detail": {"warmup": true}}"#: false,
            #"{"body": {"warmup": true}}"#: false,
        ])
    func recognition(json: String, isWarmUp: Bool) throws {
        #expect((try recognize(json).name == "warm-up") == isWarmUp)
    }

    @Test("the answer tells the instance and whether it was cold")
    func answer() {
        #expect(
            text(WarmUp.answer(instance: "a\"b", isCold: true)) == #"{"warm":true,"instance":"a\"b","cold":true}"#)
    }
}
