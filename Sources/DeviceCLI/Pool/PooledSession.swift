import SSH

/// A signed-in session that can be used several times, by one task at a time.
actor PooledSession {
    let device: DeviceSession
    let hostKey: SSHHostKey?
    private let transport: any DeviceTransport
    private var stages: [StageTime]
    private var isInUse = true
    private var keepingAlive: Task<Void, Never>?

    nonisolated var unownedExecutor: UnownedSerialExecutor { self.device.unownedExecutor }

    init(device: DeviceSession, hostKey: SSHHostKey?, transport: any DeviceTransport, stages: [StageTime] = []) {
        self.device = device
        self.hostKey = hostKey
        self.transport = transport
        self.stages = stages
    }

    /// How long the way to the prompt took; none for whoever asks later, because that use has not waited for it.
    func takeStages() -> [StageTime] {
        defer { self.stages = [] }
        return self.stages
    }

    /// Begins the next use; false when the session is of no use any more.
    func take() async -> Bool {
        self.isInUse = true
        await self.keepingAlive?.value
        return await self.device.isThere()
    }

    /// Ends a use; false when it left something behind, so that nobody else may have the session.
    func giveBack() async -> Bool {
        await self.device.record(by: nil)
        guard await self.device.isClean else { return false }
        self.isInUse = false
        return true
    }

    /// Says «still here» unless somebody uses the session.
    func keepAlive() async {
        guard !self.isInUse, self.keepingAlive == nil else { return }
        let task = Task {
            do {
                try await self.transport.keepAlive()
            } catch {
                // It shows at the next use, which then takes another session.
            }
        }
        self.keepingAlive = task
        await task.value
        self.keepingAlive = nil
    }

    func close() async { await self.transport.close() }
}
