import Synchronization

/// What was found of the commands that were asked about last: most sessions of a platform send the same few.
final class JudgedCommands: Sendable {
    private let found = Mutex<[String: Bool]>([:])

    /// Beyond that it begins anew; commands come from people and programs, and may be all different.
    private static let most = 256

    /// The judgement of `judge`, which always says the same of a command.
    func isAllowed(_ command: String, _ judge: (String) -> Bool) -> Bool {
        if let known = self.found.withLock({ $0[command] }) { return known }
        let isAllowed = judge(command)
        guard command.utf8.count <= 1024 else { return isAllowed }
        self.found.withLock {
            if $0.count >= Self.most { $0.removeAll(keepingCapacity: true) }
            $0[command] = isAllowed
        }
        return isAllowed
    }
}
