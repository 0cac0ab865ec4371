import Diagnosis

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension ONNXModelSummary {
    /// Refuses a model whose weights are in files that are not there, or not beside it.
    func checkExternalData(for source: ONNXModelSource) throws(InferenceError) {
        guard !externalFiles.isEmpty else { return }
        guard case .file(let path, _) = source else {
            throw InferenceError(
                .modelDataMissing, "\(source.name) keeps weights in files of their own",
                expected: "a model with its weights inside",
                found: Diagnosis.excerpt(externalFiles.joined(separator: ", ")),
                advice: "load it from its path, or save it as one file")
        }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        for file in externalFiles {
            // A model from outside may name any path; only files beside or below it are its own.
            guard !file.hasPrefix("/"), !file.split(separator: "/").contains("..") else {
                throw InferenceError(
                    .modelInvalid, "\(source.name) names weights outside its folder", expected: "a relative path",
                    found: Diagnosis.excerpt(file))
            }
            guard access(folder + file, R_OK) == 0 else {
                throw InferenceError(
                    .modelDataMissing, "weights of \(source.name) are missing",
                    expected: folder + Diagnosis.excerpt(file),
                    advice: "put the file beside the model under exactly this name")
            }
        }
    }
}
