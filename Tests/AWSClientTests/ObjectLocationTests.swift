import AWSClient
import Testing

@Suite("Names of objects")
struct ObjectLocationTests {
    @Test(
        "s3 addresses are read as they are",
        arguments: [
            ("s3://bucket/key", "bucket", "key"), ("s3://bucket/a/b c?d#e%20+", "bucket", "a/b c?d#e%20+"),
            ("S3://my.bucket-1//x", "my.bucket-1", "/x"), ("s3://Old_Bucket/ü", "Old_Bucket", "ü"),
        ])
    func addresses(_ url: String, _ bucket: String, _ key: String) throws {
        let location = try ObjectLocation(url: url)
        #expect(location.bucket == bucket)
        #expect(location.key == key)
    }

    @Test(
        "names that S3 cannot have are refused",
        arguments: [
            "", "s3://", "s3:///key", "s3://bucket", "s3://bucket/", "s3://ab/key", "https://bucket/key", "s3://a/b/c",
            "s3://bu cket/key", "s3://bucket@evil/key", "s3://bucket:80/key", "s3://bücket/key", "s3://.../key",
            "s3://bucket/" + String(repeating: "k", count: 1_025), "s3://" + String(repeating: "b", count: 256) + "/k",
        ])
    func refused(_ url: String) async {
        _ = await failure(.nameInvalid) { _ = try ObjectLocation(url: url) }
    }

    @Test(
        "the bucket stands in the host, but in the path where the host is another or the name has dots",
        arguments: [
            ("bucket", "", "https://bucket.s3.eu-central-1.amazonaws.com/a%20b?"),
            ("my.bucket", "", "https://s3.eu-central-1.amazonaws.com/my.bucket/a%20b?"),
            ("Old_Bucket", "", "https://s3.eu-central-1.amazonaws.com/Old_Bucket/a%20b?"),
            ("-bucket", "", "https://s3.eu-central-1.amazonaws.com/-bucket/a%20b?"),
            ("bucket", "http://127.0.0.1:9000", "http://127.0.0.1:9000/bucket/a%20b?"),
            ("bucket", "https://minio/base/", "https://minio/base/bucket/a%20b?"),
        ])
    func addressing(_ bucket: String, _ endpoint: String, _ start: String) async throws {
        let environment = AWSEnvironment([
            "AWS_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "s",
            "AWS_ENDPOINT_URL_S3": endpoint,
        ])
        let location = try ObjectLocation(bucket: bucket, key: "a b")
        let url = try await S3(AWSClient(environment: environment)).presignedURL(.get, location, seconds: 60)
        #expect(url.hasPrefix(start))
    }
}
