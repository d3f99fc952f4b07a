import Foundation

extension Problem {
    /// The code of the answer of an open breaker.
    public static let breakerOpenCode = "breaker_open"
    /// The code of the answer to a caller who is locked out of a login.
    public static let loginLockedCode = "login_locked"

    /// The answer of an open breaker: nothing was tried, why, until when, and what to do.
    public static func breakerOpen(_ breaker: Breaker, device: DeviceName) -> Problem {
        let failures = breaker.failureCount == 1 ? "1 attempt" : "\(breaker.failureCount) attempts in a row"
        let since = breaker.opening.map { " since \($0.since.formatted(.iso8601))" } ?? ""
        let next =
            breaker.probe == nil
            ? breaker.opening.map { "The next attempt is due at \($0.nextProbeAt.formatted(.iso8601))." } ?? ""
            : "One session is finding out right now whether it answers again."
        return Problem(
            .throttled, code: breakerOpenCode,
            "\(device) is not being tried\(since), because \(failures) did not reach \(breaker.key). \(next) "
                + "To try at once, reset the breaker on the page of \(device). The last error: \(breaker.lastFailure)")
    }

    /// The answer to a caller who is locked out of a login on a device.
    public static func loginLocked(_ lockout: Lockout, device: DeviceName) -> Problem {
        let until = lockout.lockedUntil.map { " before \($0.formatted(.iso8601))" } ?? ""
        let caller = lockout.key.caller == .automation ? "for work that nobody asked for in person" : "for you"
        return Problem(
            .throttled, code: loginLockedCode,
            "\(device) refused the login \(lockout.key.login) \(lockout.refusalCount) times \(caller), so it is "
                + "not tried again\(until): more refusals could lock the account on the device. Correct the credential set, which "
                + "ends the wait, or have an administrator end it on the page of \(device).")
    }
}
