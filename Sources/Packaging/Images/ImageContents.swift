/// What an image without a base holds: the function's package in `/var/task`, and the system files around it.
package struct ImageContents: Sendable {
    /// The package, as zip archives have it too.
    package let task: PackagedTree
    /// Files at places of their own, by their paths from the root: the loader and the libraries that it looks for there.
    package let system: PackagedTree
    /// The certificates of the authorities that are trusted, in one file.
    package let certificates: [UInt8]

    /// Where the package lies.
    private static let taskFolder = "var/task"

    /// Joins what goes into an image.
    package init(task: PackagedTree, system: PackagedTree, certificates: [UInt8]) {
        self.task = task
        self.system = system
        self.certificates = certificates
    }

    /// The layers, the lowest first: what changes least is lowest, and each part is a layer of its own, so that a new
    /// model leaves all other layers as they are.
    var layers: [(title: String, items: [TarItem])] {
        PackagePart.allCases.compactMap { part in
            var items = task.files(of: part).map { TarItem($0, in: Self.taskFolder) }
            items += system.files(of: part).map { TarItem($0, in: "") }
            if part == .libraries { items += ImageBase.items(certificates: certificates) }
            return items.isEmpty ? nil : (part.rawValue, Self.withFolders(items))
        }
    }

    /// The items and the folders that they lie in, in the order of the paths.
    private static func withFolders(_ items: [TarItem]) -> [TarItem] {
        var folders: Set<String> = []
        for item in items {
            var path = item.entry.path[...]
            while let slash = path.lastIndex(of: "/") {
                path = path[..<slash]
                folders.insert(String(path))
            }
        }
        folders.subtract(items.map(\.entry.path))
        return (items + folders.map { TarItem(.folder($0)) })
            .sorted { $0.entry.path.utf8.lexicographicallyPrecedes($1.entry.path.utf8) }
    }
}
