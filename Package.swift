// swift-tools-version: 6.2

import Foundation
import PackageDescription

let linux = BuildSettingCondition.when(platforms: [.linux])
let macOS = BuildSettingCondition.when(platforms: [.macOS])

/// Codecs are linked as archives on Linux, so that one binary runs wherever glibc does.
var codecs: [LinkerSetting] =
    [":libjpeg.a", ":libpng16.a", ":libwebpdemux.a", ":libwebp.a"].map { .linkedLibrary($0, linux) }
    + ["jpeg", "png16", "webpdemux", "webp", "z"].map { .linkedLibrary($0, macOS) }

/// From libwebp 1.3 on, colour conversion is a library of its own.
let sharpYUV = ["x86_64", "aarch64"].map { "/usr/lib/\($0)-linux-gnu/libsharpyuv.a" }
if sharpYUV.contains(where: FileManager.default.fileExists) { codecs.append(.linkedLibrary(":libsharpyuv.a", linux)) }
codecs += [":libz.a", "m"].map { .linkedLibrary($0, linux) }

/// The tool carries Swift's libraries inside: it starts sooner and needs no Swift where it is copied to.
let staticSwift: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-static-stdlib", "-lFoundationInternationalization", "-l_FoundationICU", "-lCoreFoundation",
            "-l_FoundationCShims", "-l_FoundationCollections", "-lswiftSynchronization",
        ], linux)
]

/// The function is uploaded and started cold: it exports nothing, shares equal code, and leaves
/// out the unwinding tables that only debuggers and C++ exceptions would read (the engine's library has its own).
let small: [LinkerSetting] = [
    .unsafeFlags(
        ["-use-ld=lld"]
            + [
                "-rpath", "$ORIGIN/lib", "--no-export-dynamic", "--icf=all", "-O2", "--no-eh-frame-hdr",
                "-T\(Context.packageDirectory)/scripts/apus-function.ld",
            ].flatMap { ["-Xlinker", $0] }, linux)
]
/// Requests over HTTP, as client or server.
let http: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
]
let httpClient: [Target.Dependency] = [.product(name: "AsyncHTTPClient", package: "async-http-client")] + http
let tls: [Target.Dependency] = [
    .product(name: "NIOSSL", package: "swift-nio-ssl"), .product(name: "NIOTLS", package: "swift-nio"),
]
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "apus",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Apus", targets: ["Apus"]),
        .executable(name: "apus", targets: ["ApusTool"]),
        .executable(name: "apus-function", targets: ["ApusFunction"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client.git", exact: "1.37.0"),
    ],
    targets: [
        .target(name: "Diagnosis"),
        .target(name: "FileStaging"),
        .target(name: "CInference", linkerSettings: [.linkedLibrary("dl", linux)]),
        .target(name: "Inference", dependencies: ["CInference", "Diagnosis", "FileStaging"]),
        .target(name: "CImageCodecs", linkerSettings: codecs),
        .target(name: "Imaging", dependencies: ["CImageCodecs", "Diagnosis"]),
        .target(name: "Vision", dependencies: ["Diagnosis", "Imaging", "Inference"]),
        .target(
            name: "Evaluation",
            dependencies: ["Diagnosis", "Imaging", "Inference", "JSONText", "RuntimeEmulator", "Vision"]),
        .target(name: "Apus", dependencies: ["Diagnosis", "Imaging", "Inference", "Vision"]),
        .target(name: "CTextScan"),
        .target(name: "JSONText", dependencies: ["CTextScan", "Diagnosis"]),
        .target(name: "HTTPExchange", dependencies: ["Diagnosis"] + http + tls),
        .target(
            name: "AWSClient", dependencies: ["Diagnosis", "FileStaging", "HTTPExchange", "JSONText", crypto] + http),
        .target(name: "LambdaEvents", dependencies: ["Diagnosis", "JSONText"]),
        .target(name: "LambdaRuntime", dependencies: ["Diagnosis", "JSONText"]),
        .target(name: "RuntimeEmulator", dependencies: ["Diagnosis", "JSONText"] + http),
        .target(
            name: "Serving",
            dependencies: [
                "AWSClient", "Diagnosis", "FileStaging", "HTTPExchange", "Imaging", "Inference", "JSONText",
                "LambdaEvents", "Vision", crypto,
            ] + http),
        .target(
            name: "CDeflate",
            linkerSettings: [.linkedLibrary(":libdeflate.a", linux), .linkedLibrary("deflate", macOS)]),
        .target(
            name: "Packaging",
            dependencies: [
                "CDeflate", "Diagnosis", "FileStaging", "Imaging", "Inference", "JSONText", "RuntimeEmulator", "Vision",
                crypto,
            ]),
        .target(name: "Registry", dependencies: ["AWSClient", "Diagnosis", "JSONText", "Packaging"] + httpClient),
        .target(name: "CFunction"),
        .executableTarget(
            name: "ApusFunction", dependencies: ["AWSClient", "CFunction", "LambdaRuntime", "Serving", "Vision"],
            linkerSettings: staticSwift + small),
        .executableTarget(
            name: "ApusTool",
            dependencies: [
                "Diagnosis", "Evaluation", "Imaging", "Inference", "Packaging", "Registry", "Vision",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ] + httpClient,
            linkerSettings: staticSwift),
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "ApusToolTests", dependencies: ["TestSupport"], exclude: ["Scripts"]),
        .testTarget(
            name: "JSONTextTests", dependencies: ["CTextScan", "Diagnosis", "JSONText"], exclude: ["Fixtures"]),
        .testTarget(
            name: "AWSClientTests",
            dependencies: ["AWSClient", "Diagnosis", "HTTPExchange", "JSONText", "TestSupport", crypto] + httpClient,
            exclude: ["Fixtures", "Scripts"]),
        .testTarget(name: "FileStagingTests", dependencies: ["FileStaging", "TestSupport"]),
        .testTarget(name: "LambdaEventsTests", dependencies: ["Diagnosis", "JSONText", "LambdaEvents"]),
        .testTarget(name: "LambdaRuntimeTests", dependencies: ["Diagnosis", "LambdaRuntime", "RuntimeEmulator"]),
        .testTarget(
            name: "ServingTests",
            dependencies: [
                "AWSClient", "Diagnosis", "Imaging", "Inference", "JSONText", "LambdaEvents", "Serving", "TestSupport",
                "Vision", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            exclude: ["Fetching/Fixtures", "Fetching/Scripts", "Multipart/Fixtures"]),
        .testTarget(
            name: "ApusFunctionTests", dependencies: ["Imaging", "JSONText", "RuntimeEmulator", "TestSupport"]),
        .testTarget(
            name: "HTTPExchangeTests", dependencies: ["Diagnosis", "HTTPExchange", "TestSupport"] + http + tls,
            exclude: ["Scripts"]),
        .testTarget(
            name: "PackagingTests",
            dependencies: ["Diagnosis", "Inference", "JSONText", "Packaging", "TestSupport", crypto]),
        .testTarget(
            name: "RegistryTests",
            dependencies: ["AWSClient", "Diagnosis", "JSONText", "Packaging", "Registry", "TestSupport"],
            exclude: ["Scripts"]),
        .testTarget(name: "EvaluationTests", dependencies: ["Evaluation"]),
        .testTarget(name: "DiagnosisTests", dependencies: ["Diagnosis"]),
        .testTarget(name: "InferenceTests", dependencies: ["CInference", "Diagnosis", "Inference", "TestSupport"]),
        .testTarget(
            name: "ImagingTests", dependencies: ["Diagnosis", "Imaging", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(
            name: "VisionTests", dependencies: ["Diagnosis", "Imaging", "Inference", "TestSupport", "Vision"]),
    ]
)

/// `scripts/check` sets this: a warning of ours is an error then, while dependencies keep theirs.
let isStrict = Context.environment["APUS_STRICT"] != nil

for target in package.targets {
    if target.name.hasPrefix("C") {
        if isStrict {
            target.cSettings = [.enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error)]
        }
    } else {
        target.swiftSettings = [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        ]
        if isStrict { target.swiftSettings?.append(.treatAllWarnings(as: .error)) }
    }
}
