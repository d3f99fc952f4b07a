import DeviceCLI
import Domain
import Foundation
import Reactor
import SSH
import Services
import Synchronization

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
    private let reactor: Reactor
    private let loops: [EventLoop]

    init(inventory: String, platforms: String, command: String) throws {
        let data = try Data(contentsOf: URL(filePath: inventory))
        self.devices = try JSONDecoder().decode(Inventory.self, from: data).devices
        let catalogue = try PlatformCatalogue(directory: platforms)
        self.platforms = Dictionary(
            catalogue.platforms.map { ($0.name.text, $0.cli) }, uniquingKeysWith: { first, _ in first })
        self.command = command
        let reactor = Reactor(loops: 2)
        self.reactor = reactor
        self.loops = (0..<2).map { _ in reactor.nextLoop() }
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

    /// Does something with every device, so many at once as a worker does: each takes the next one of its loop's devices.
    private func each(atOnce: Int, _ work: @escaping @Sendable (Device, EventLoop) async throws -> Void) async -> Int {
        let lines = self.loops.map { loop in
            Line(self.devices.filter { self.reactor.loop(for: $0.port) === loop })
        }
        return await withTaskGroup(of: Int.self) { group in
            for number in 0..<atOnce {
                let (line, loop) = (lines[number % lines.count], self.loops[number % lines.count])
                group.addTask(executorPreference: loop) {
                    var failures = 0
                    while let device = line.next() {
                        do {
                            try await work(device, loop)
                        } catch {
                            FileHandle.standardError.write(Data("\(error)\n".utf8))
                            failures += 1
                        }
                    }
                    return failures
                }
            }
            return await group.reduce(0, +)
        }
    }

    /// Devices that wait for their turn.
    private final class Line: Sendable {
        private let left: Mutex<ArraySlice<Device>>

        init(_ devices: [Device]) { self.left = Mutex(devices[...]) }

        func next() -> Device? { self.left.withLock { $0.popFirst() } }
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
