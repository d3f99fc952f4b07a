import Glibc

/// Wall and processor time of this process since it was made.
struct Stopwatch {
    private let began = ContinuousClock.now
    private let processor = Stopwatch.processorMicroseconds()

    /// Prints the rate of so many jobs, and what each cost this process.
    func report(_ name: String, jobs: Int) {
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        let cost = (Self.processorMicroseconds() - processor) / Double(jobs)
        emit(
            "{\"name\": \"\(name)\", \"jobs_per_second\": \(rounded(Double(jobs) / seconds)), "
                + "\"processor_us_per_job\": \(rounded(cost)), "
                + "\"configuration\": \"one process, 400 slots, fsync on\"}")
    }

    private static func processorMicroseconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        return seconds * 1e6 + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
    }
}
