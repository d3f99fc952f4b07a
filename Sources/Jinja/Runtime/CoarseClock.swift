#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A clock that costs nearly nothing to read and is right to a few milliseconds: for limits of time.
enum CoarseClock {
    /// Nanoseconds since some moment before the program began.
    static var now: UInt64 {
        #if canImport(Darwin)
            clock_gettime_nsec_np(CLOCK_MONOTONIC_RAW_APPROX)
        #else
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
            return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
        #endif
    }

    /// The moment when so many nanoseconds have passed.
    static func after(_ nanoseconds: UInt64) -> UInt64 {
        let moment = self.now.addingReportingOverflow(nanoseconds)
        return moment.overflow ? UInt64.max : moment.partialValue
    }

    /// The length of a duration; at least 0, and at most what fits.
    static func nanoseconds(_ duration: Duration) -> UInt64 {
        let (seconds, attoseconds) = duration.components
        let whole = UInt64(clamping: seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let sum = whole.partialValue.addingReportingOverflow(UInt64(clamping: attoseconds / 1_000_000_000))
        return whole.overflow || sum.overflow ? UInt64.max : sum.partialValue
    }
}
