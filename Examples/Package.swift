// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "examples",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "apus", path: "..")],
    targets: [
        .executableTarget(name: "FindObjects", dependencies: [.product(name: "Apus", package: "apus")]),
        .executableTarget(name: "OwnDecoder", dependencies: [.product(name: "Apus", package: "apus")]),
        .executableTarget(name: "BatchAndDraw", dependencies: [.product(name: "Apus", package: "apus")]),
    ]
)
