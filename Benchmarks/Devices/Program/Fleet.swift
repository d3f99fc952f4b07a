import DeviceCLI
import Domain
import Foundation
import Reactor
import SSH
import Services

/// The devices of a lab, and what is done with them.
struct Fleet {
    private struct Inventory: Decodable { let devices: [Device] }

    struct Device: Decodable, Sendable {
        let platform: String
        let host: String
        let port: UInt16
        let username: String
        let password: String
    }

    private let devices: [Device]
    private let platforms: [String: PlatformCLI]
    private let command: String
    private let reactor = Reactor(loops: 2)

    init(inventory: String, platforms: String, command: String) throws {
        let data = try Data(contentsOf: URL(filePath: inventory))
        self.devices = try JSONDecoder().decode(Inventory.self, from: data).devices
        let catalogue = try PlatformCatalogue(directory: platforms)
        self.platforms = Dictionary(
            catalogue.platforms.map { ($0.name.text, $0.cli) }, uniquingKeysWith: { first, _ in first })
        self.command = command
    }

    private func connector(_ device: Device, _ pool: SessionPool? = nil, loop: EventLoop) throws -> DeviceConnector {
        guard let platform = self.platforms[device.platform] else { throw POSIXError(.ENOENT) }
        return DeviceConnector(
            loop: loop, platform: platform, address: DeviceAddress(host: device.host, port: device.port),
            login: DeviceLogin(
                username: device.username, login: .password(device.password), enablePassword: device.password),
            access: .ssh(hostKeys: .acceptFirst), timeouts: Self.patient,
            pooled: pool.map { PoolUse($0, context: "bench", platform: device.platform) })
    }

    func single(times: Int) async throws -> Report {
        var report = Report()
        let start = ContinuousClock.now
        let before = Report.processorTime
        let (device, command) = (self.devices[0], self.command)
        let commanding = try await self.connector(device, loop: self.reactor.nextLoop()).withReadOnlyConnection {
            device in
            let start = ContinuousClock.now
            for _ in 0..<times { try await Self.run(command, on: device) }
            return ContinuousClock.now - start
        }
        report.processor = Report.processorTime - before
        report.seconds = (ContinuousClock.now - start) / .seconds(1)
        report.commandingSeconds = commanding / .seconds(1)
        report.commands = times
        return report
    }

    func cold(atOnce: Int) async -> Report {
        var report = Report()
        let start = ContinuousClock.now
        let before = Report.processorTime
        let command = self.command
        report.failures = await self.each(atOnce: atOnce) { device, loop in
            try await self.connector(device, loop: loop).withReadOnlyConnection { try await Self.run(command, on: $0) }
        }
        report.processor = Report.processorTime - before
        report.seconds = (ContinuousClock.now - start) / .seconds(1)
        report.commandingSeconds = report.seconds
        report.commands = self.devices.count - report.failures
        return report
    }

    func warm(rounds: Int) async throws -> Report {
        var report = Report()
        let pool = SessionPool(
            limits: PoolLimits(sessions: 20_000, logins: 64, idleAge: .seconds(3600)), loop: self.reactor.nextLoop())
        let command = self.command
        let empty = Report.residentBytes
        report.failures = await self.each(atOnce: 64) { device, loop in
            try await self.connector(device, pool, loop: loop).withReadOnlyConnection {
                try await Self.run(command, on: $0)
            }
        }
        report.bytes = Report.residentBytes
        report.bytesPerSession = (Report.residentBytes - empty) / Double(max(1, pool.counts.all))
        let start = ContinuousClock.now
        let before = Report.processorTime
        for _ in 0..<rounds {
            report.failures += await self.each(atOnce: 256) { device, loop in
                try await self.connector(device, pool, loop: loop).withReadOnlyConnection {
                    try await Self.run(command, on: $0)
                }
            }
        }
        report.processor = Report.processorTime - before
        report.commandingSeconds = (ContinuousClock.now - start) / .seconds(1)
        report.seconds = report.commandingSeconds
        report.commands = self.devices.count * rounds
        let idleBefore = Report.processorTime
        try await Task.sleep(for: .seconds(10))
        report.idleShare = (Report.processorTime - idleBefore) / 10
        await pool.close()
        return report
    }

    /// Does something with every device, so many at once; gives how often it failed.
    private func each(atOnce: Int, _ work: @escaping @Sendable (Device, EventLoop) async throws -> Void) async -> Int {
        var failures = 0
        await withTaskGroup(of: Bool.self) { group in
            var left = self.devices[...]
            func startNext() {
                guard let device = left.popFirst() else { return }
                let loop = self.reactor.nextLoop()
                group.addTask(executorPreference: loop) {
                    do {
                        try await work(device, loop)
                        return true
                    } catch {
                        FileHandle.standardError.write(Data("\(error)\n".utf8))
                        return false
                    }
                }
            }
            for _ in 0..<atOnce { startNext() }
            while let isDone = await group.next() {
                if !isDone { failures += 1 }
                startNext()
            }
        }
        return failures
    }

    nonisolated(nonsending) private static func run(_ command: String, on device: ReadOnlyConnection) async throws {
        let result = try await device.run(command)
        if let rejection = result.rejection { throw Unexpected(answer: rejection) }
        if result.output.isEmpty { throw Unexpected(answer: "no output") }
    }

    private struct Unexpected: Error { let answer: String }

    /// The servers are the bottleneck, and a queue before them is no failure.
    private static var patient: DeviceTimeouts {
        DeviceTimeouts(
            ssh: SSHTimeouts(
                resolve: .seconds(120), tcp: .seconds(120), keyExchange: .seconds(120), authentication: .seconds(120),
                channel: .seconds(120)), prompt: .seconds(120), silence: .seconds(120))
    }
}
