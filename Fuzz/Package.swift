// swift-tools-version: 6.2

import PackageDescription

// The sources are reached by a link, as targets of this package: so the fuzzer's instrumentation goes into all of them,
// and what is `package` can be called. `scripts/fuzz` builds with --sanitize.
let library = [
    ("Diagnosis", []),
    ("CTextScan", []),
    ("JSONText", ["CTextScan", "Diagnosis"]),
    ("CImageCodecs", []),
    ("Imaging", ["CImageCodecs", "Diagnosis"]),
    ("LambdaEvents", ["Diagnosis", "JSONText"]),
    ("Serving", ["Diagnosis"]),
]

/// What of a target reads strangers' bytes, where the rest of it needs packages of others.
let readers = [
    "Serving": ["ServingError.swift", "Multipart"]
        + [
            "IPAddress", "IPAddress+Global", "IPAddress+Parsing", "URLCharacters", "WebAddress", "WebAddress+Parts",
            "WebHost",
        ].map { "Fetching/\($0).swift" }
]

let package = Package(
    name: "fuzz",
    platforms: [.macOS(.v15)],
    targets: [
        .executableTarget(
            name: "Fuzz",
            dependencies: ["CTextScan", "Imaging", "JSONText", "LambdaEvents", "Serving"],
            path: "Harnesses",
            linkerSettings: ["jpeg", "png16", "webpdemux", "webp", "z"].map { .linkedLibrary($0) }
        )
    ]
        + library.map { name, dependencies in
            .target(
                name: name, dependencies: dependencies.map { .byName(name: $0) }, path: "Library/\(name)",
                sources: readers[name])
        }
)

for target in package.targets where !target.name.hasPrefix("C") {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}
