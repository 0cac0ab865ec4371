import Diagnosis

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension ONNXModelSummary {
    /// Refuses a model with weights in files of their own.
    ///
    /// - Parameters:
    ///   - name: How messages name the model.
    ///   - advice: What to do.
    /// - Throws: ``InferenceError`` with `model-data-missing` and the files.
    func checkIsOneFile(_ name: String, advice: String) throws(InferenceError) {
        guard !externalFiles.isEmpty else { return }
        throw InferenceError(
            .modelDataMissing, "\(name) keeps weights in files of their own",
            expected: "a model with its weights inside",
            found: Diagnosis.excerpt(externalFiles.joined(separator: ", ")), advice: advice)
    }

    /// Refuses a model whose weights are in files that are not there, or not beside it.
    func checkExternalData(ofModelAt path: String) throws(InferenceError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        for file in externalFiles {
            // A model from outside may name any path; only files beside or below it are its own.
            guard !file.hasPrefix("/"), !file.split(separator: "/").contains("..") else {
                throw InferenceError(
                    .modelInvalid, "\(path) names weights outside its folder", expected: "a relative path",
                    found: Diagnosis.excerpt(file))
            }
            guard access(folder + file, R_OK) == 0 else {
                throw InferenceError(
                    .modelDataMissing, "weights of \(path) are missing",
                    expected: folder + Diagnosis.excerpt(file),
                    advice: "put the file beside the model under exactly this name")
            }
        }
    }
}
