// swift-tools-version: 6.2

import PackageDescription

// The sources are reached by a link, as targets of this package, so that what is `package` can be called.
let package = Package(
    name: "request-bodies",
    platforms: [.macOS(.v15)],
    targets: [
        .executableTarget(name: "Benchmark", dependencies: ["JSONText"], path: "Benchmark"),
        .target(name: "Diagnosis", path: "Library/Diagnosis"),
        .target(name: "CTextScan", path: "Library/CTextScan"),
        .target(name: "JSONText", dependencies: ["CTextScan", "Diagnosis"], path: "Library/JSONText"),
    ]
)
