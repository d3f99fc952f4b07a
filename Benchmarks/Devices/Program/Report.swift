import Foundation

/// What one run of a client measured; times in seconds, memory in bytes.
struct Report: Encodable {
    /// The whole work.
    var seconds = 0.0
    /// The part of it in which commands ran.
    var commandingSeconds = 0.0
    /// Processor time of the whole work, or of the rounds of commands.
    var processor = 0.0
    var failures = 0
    var commands = 0
    /// Resident memory that one open session adds.
    var bytesPerSession: Double?
    /// Resident memory with all sessions open.
    var bytes: Double?
    /// The share of one processor that idle sessions take.
    var idleShare: Double?

    /// Processor time of this process so far, in seconds.
    static var processorTime: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        return Double(seconds) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    /// Resident memory of this process in bytes (proc(5), `statm`).
    static var residentBytes: Double {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
        return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
    }
}
