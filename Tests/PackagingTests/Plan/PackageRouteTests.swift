import Packaging
import TestSupport
import Testing

#if os(Linux)
@Suite("Ways to Lambda", .enabled(if: CompiledProgram.isPossible))
struct PackageRouteTests {
    /// Parts whose model has weights of 56 MB in which deflate finds nothing.
    private static func largeParts() throws -> PackagePlanTests.Parts {
        var parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        parts.request.model = try PackagePlanTests.model(weights: 1, in: folder)
        var state: UInt64 = 1
        let noise = (0..<7_000_000).flatMap { _ -> [UInt8] in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return withUnsafeBytes(of: state ^ (state >> 29)) { Array($0) }
        }
        _ = try folder.put("big/weights.bin", noise)
        return parts
    }

    @Test("an archive of more than 50 MB goes through S3, a layer's too", arguments: [PackageKind.zip, .layer])
    func throughS3(kind: PackageKind) async throws {
        let parts = try Self.largeParts()
        let path = try parts.folder.get().path + "/p"
        let build = try await parts.plan(kind).build(at: path, isTried: false, isKept: false)
        #expect(build.way == (kind == .zip ? .zipThroughS3 : .layersThroughS3))
        #expect(build.routes.map(\.way) == PackageRoute.Way.allCases)
        #expect(build.routes.map(\.fits) == [false, true, false, true, true])
    }

    @Test("whatever kind is made, a way has the same size and the same verdict, or none is known")
    func agrees() async throws {
        let parts = try PackagePlanTests.Parts()
        let path = try parts.folder.get().path + "/p"
        var routes: [[PackageRoute]] = []
        for kind in PackageKind.allCases {
            routes.append(try await parts.plan(kind).build(at: path, isTried: false, isKept: false).routes)
        }
        for (index, way) in PackageRoute.Way.allCases.enumerated() {
            let same = routes.map { $0[index] }
            #expect(same.allSatisfy { $0.way == way })
            #expect(Set(same.compactMap(\.fits)) == [true])
            guard ![.directZip, .directLayers].contains(way) else { continue }
            #expect(Set(same.map(\.byteCount)).count == 1, "\(way)")
        }
        #expect(routes[2].map(\.fits) == [nil, true, nil, true, true])
    }

    @Test("what is too large for archives unpacked is told of all of them, and an image takes it")
    func tooLarge() async throws {
        var parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        parts.request.model = try PackagePlanTests.model(weights: 300_000_000, in: folder)
        let build = try await parts.plan().build(at: folder.path + "/p", isTried: false, isKept: false)
        #expect(build.way == .image)
        #expect(build.routes.map(\.fits) == [false, false, false, false, true])
    }
}
#endif
