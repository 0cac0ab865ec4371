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
    /// Threads by default: the share that Lambda's memory size buys, elsewhere one for each physical core that this
    /// process may use.
    ///
    /// Lambda gives one vCPU per 1,769 MB (AWS documentation, "Configure Lambda function memory") and shows more
    /// processors than it lets a function use.
    public static let threads: Int = {
        let memory = getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").flatMap { Int(String(cString: $0)) }
        if let memory { return lambdaThreads(megabytes: memory) }
        return max(1, min(physicalCores ?? availableProcessors, availableProcessors))
    }()

    /// The vCPUs, rounded up and between one and six, that a function of this memory size may use.
    package static func lambdaThreads(megabytes: Int) -> Int {
        let megabytesPerProcessor = 1_769
        let (whole, rest) = max(0, megabytes).quotientAndRemainder(dividingBy: megabytesPerProcessor)
        return min(6, max(1, whole + (rest > 0 ? 1 : 0)))
    }

    /// Processors that the system lets this process run on: its affinity, and the container's share of time.
    package static let availableProcessors: Int = {
        let allowed = Int(apus_available_processors())
        #if os(Linux)
        let quota = firstLine(of: "/sys/fs/cgroup/cpu.max").flatMap(processors(inQuota:))
        return min(allowed, quota ?? allowed)
        #else
        return allowed
        #endif
    }()

    /// The processors, rounded up, that a control group's `cpu.max` allows; `nil` where it sets no limit.
    ///
    /// The line holds microseconds of processor time for each period, and the period: `150000 100000`, or
    /// `max 100000` without a limit (kernel documentation, "Control Group v2").
    package static func processors(inQuota line: String) -> Int? {
        let numbers = line.split(whereSeparator: \.isWhitespace).map { Int($0) }
        guard numbers.count == 2, let quota = numbers[0], let period = numbers[1], quota > 0, period > 0 else {
            return nil
        }
        return quota / period + (quota % period > 0 ? 1 : 0)
    }

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

    private static func firstLine(of path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        return String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
