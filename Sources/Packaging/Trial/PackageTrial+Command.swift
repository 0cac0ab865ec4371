import Imaging
import JSONText

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension PackageTrial {
    /// How the function is isolated.
    enum Isolation {
        /// A root of its own.
        case ownRoot
        /// Nothing: it runs among this machine's files.
        case none
    }

    /// The picture of the event, one color all over: what the model makes of it does not matter.
    static var event: [UInt8] {
        get throws {
            let size = ImageSize(width: 64, height: 64)
            let picture = try PixelBuffer(size: size, filledWith: .init(red: 114, green: 114, blue: 114))
                .encoded(as: .jpeg(quality: 90))
            var event = JSONWriter()
            event.object { event in
                event.key("image_data")
                event.value(base64: picture)
            }
            return event.bytes
        }
    }

    /// Nothing of this user's environment comes along.
    func command(in root: TrialRoot, _ isolation: Isolation, endpoint: String) -> [String] {
        let place = isolation == .ownRoot ? "" : root.folder.path
        let task = "\(place)/\(PackageContents.taskFolder)"
        let layers = "\(place)/\(PackageContents.layerFolder)"
        let variables = [
            "AWS_LAMBDA_RUNTIME_API=\(endpoint)", "AWS_LAMBDA_FUNCTION_NAME=apus",
            "AWS_LAMBDA_FUNCTION_VERSION=$LATEST", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=1769",
            "AWS_LAMBDA_INITIALIZATION_TYPE=on-demand", "AWS_REGION=us-east-1", "TZ=:UTC", "LANG=en_US.UTF-8",
            "LAMBDA_TASK_ROOT=\(task)", "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            // Lambda's own value: a package with libraries of its own has to withstand it.
            "LD_LIBRARY_PATH="
                + [
                    "/lib64", "/usr/lib64", "/var/runtime", "/var/runtime/lib", task, "\(task)/lib", "\(layers)/lib",
                ].joined(separator: ":"),
        ]
        let program = "\(task)/bootstrap"
        guard isolation == .ownRoot else {
            return ["env", "-i"] + variables + places(task: task, layers: layers) + [program]
        }
        let asRoot = geteuid() == 0 ? [] : ["--map-root-user"]
        let options = [
            "--mount", "--pid", "--fork", "--kill-child", "--root=\(root.folder.path)", "--wd=\(task)", "--mount-proc",
        ]
        return ["env", "-i"] + variables + ["unshare"] + asRoot + options + [program]
    }

    /// What the function would look for in folders that, without a root of its own, are this machine's.
    private func places(task: String, layers: String) -> [String] {
        let areLayers = plan.kind == .layer
        let engine = areLayers ? ["APUS_ONNXRUNTIME=\(layers)/lib"] : []
        let model = areLayers ? "\(layers)/\(PackageContents.layerModel)" : "\(task)/\(PackageContents.modelFolder)"
        return engine + (plan.contents.modelName == nil ? [] : ["MODEL_PATH=\(model)"])
    }
}
