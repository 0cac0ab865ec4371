import CInference

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How many threads this process should compute with.
public enum ProcessorShare {
    /// Threads by default: the share that Lambda's memory size buys, elsewhere one for each physical core.
    ///
    /// Lambda gives one vCPU per 1,769 MB (AWS documentation, "Configure Lambda function memory") and shows more
    /// processors than it lets a function use.
    public static let threads: Int = {
        if let memory = environment("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").flatMap(Int.init) {
            return lambdaThreads(megabytes: memory)
        }
        return max(1, min(physicalCores ?? availableProcessors, availableProcessors))
    }()

    /// The vCPUs, rounded up and never less than one, that a function of this memory size may use.
    package static func lambdaThreads(megabytes: Int) -> Int {
        min(6, max(1, (megabytes + 1_768) / 1_769))
    }

    /// Processors that the system lets this process run on.
    package static let availableProcessors = Int(apus_available_processors())

    /// Physical cores, where the system tells which processors share one.
    package static let physicalCores: Int? = {
        #if os(Linux)
        var cores: Set<String> = []
        for processor in 0..<1_024 {
            let file = "/sys/devices/system/cpu/cpu\(processor)/topology/thread_siblings_list"
            guard let siblings = firstLine(of: file) else { break }
            cores.insert(siblings)
        }
        return cores.isEmpty ? nil : cores.count
        #else
        var count: Int32 = 0
        var size = MemoryLayout<Int32>.size
        return sysctlbyname("hw.physicalcpu", &count, &size, nil, 0) == 0 ? Int(count) : nil
        #endif
    }()

    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    private static func firstLine(of path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        return String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
