/// The forms that programs and libraries have in packages.
extension ELFFile {
    /// The file without what only debuggers and linkers read: symbols, debug information, the table of sections.
    ///
    /// All that the kernel and the loader use lies in segments; cutting behind them is what `strip` does, but for the
    /// few sections that it would keep.
    package var stripped: [UInt8] {
        var bytes = loadedBytes
        // Where the table of sections is, how many there are, and which one has their names.
        for place in Array(40..<48) + Array(60..<64) { bytes[place] = 0 }
        return bytes
    }

    /// A file with its libraries and its loader in a folder of the package, whatever else the system has.
    ///
    /// Lambda's `LD_LIBRARY_PATH` names the system's folders first. `DT_RUNPATH` comes after it, so that the shipped
    /// loader would take the system's older libc; `DT_RPATH` comes before it. Both tags have the same value, so one
    /// number changes. The kernel takes the loader's path from the file as well, so no script and no second program
    /// has to start the first one, and `/proc/self/exe` remains the function.
    ///
    /// - Parameters:
    ///   - bytes: The file, or its ``stripped`` form.
    ///   - loader: The loader's path on the target; `nil` for a library.
    /// - Returns: The bytes, as many as before.
    /// - Throws: ``PackagingError`` with `binary-unfit` where the file has no room for the path.
    package func withOwnLibraries(_ bytes: [UInt8], loader: String?) throws(PackagingError) -> [UInt8] {
        var bytes = bytes
        if let runpathPlace {
            bytes[runpathPlace] = UInt8(ELFDynamicSection.Tag.rpath.rawValue)
        }
        guard let loader, let place = interpreterPlace else { return bytes }
        guard loader.utf8.count < place.count else {
            throw PackagingError(
                .binaryUnfit, "\(name) has no room for the loader's path \(loader)",
                expected: "\(loader.utf8.count + 1) bytes", found: "\(place.count)")
        }
        let path = Array(loader.utf8) + [UInt8](repeating: 0, count: place.count - loader.utf8.count)
        bytes.replaceSubrange(place, with: path)
        return bytes
    }
}
