import Synchronization

/// The compiled templates of an environment by name.
final class TemplateCache: Sendable {
    private let programs = Mutex<[String: Program]>([:])

    func program(_ name: String) -> Program? {
        self.programs.withLock { $0[name] }
    }

    func store(_ program: Program, _ name: String) {
        self.programs.withLock { $0[name] = program }
    }

    func clear() {
        self.programs.withLock { $0 = [:] }
    }
}
