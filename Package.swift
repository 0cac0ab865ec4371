// swift-tools-version: 6.2

import PackageDescription

/// Codecs are linked as archives on Linux, so that one binary runs wherever glibc does.
let codecs: [LinkerSetting] = [
    .linkedLibrary(":libjpeg.a", .when(platforms: [.linux])),
    .linkedLibrary(":libpng16.a", .when(platforms: [.linux])),
    .linkedLibrary(":libwebpdemux.a", .when(platforms: [.linux])),
    .linkedLibrary(":libwebp.a", .when(platforms: [.linux])),
    .linkedLibrary(":libz.a", .when(platforms: [.linux])),
    .linkedLibrary("m", .when(platforms: [.linux])),
    .linkedLibrary("jpeg", .when(platforms: [.macOS])),
    .linkedLibrary("png", .when(platforms: [.macOS])),
    .linkedLibrary("webpdemux", .when(platforms: [.macOS])),
    .linkedLibrary("webp", .when(platforms: [.macOS])),
]

let package = Package(
    name: "apus",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Apus", targets: ["Apus"]),
        .executable(name: "apus", targets: ["ApusTool"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/swift-server/async-http-client.git", exact: "1.37.0"),
    ],
    targets: [
        .target(name: "Diagnosis"),
        .target(name: "CInference", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .target(name: "Inference", dependencies: ["CInference", "Diagnosis"]),
        .target(name: "CImageCodecs", linkerSettings: codecs),
        .target(name: "Imaging", dependencies: ["CImageCodecs", "Diagnosis"]),
        .target(name: "Vision", dependencies: ["Diagnosis", "Imaging", "Inference"]),
        .target(name: "Evaluation", dependencies: ["Imaging", "Inference", "Vision"]),
        .target(name: "Apus", dependencies: ["Imaging", "Inference", "Vision"]),
        .executableTarget(
            name: "ApusTool",
            dependencies: [
                "Diagnosis",
                "Evaluation",
                "Imaging",
                "Inference",
                "Vision",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
    ]
)

for target in package.targets {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}
