import ConfigTree
import DeviceCLI
import Domain
import FactSources
import Foundation
import HTTPClient
import Persistence
import SSH

extension DeviceSessions {
    /// Asks a device what it is, by the protocol that is chosen for it; a failure is a `Problem` and is kept as any session's.
    ///
    /// A protocol of its own port has a breaker of its own: an API that is switched off says nothing of the command line.
    func facts(of device: Device, by caller: SessionCaller) async throws -> KnownFacts {
        guard device.factProtocol != .cli else {
            let facts = try await withConnector(device, by: caller) { connector in
                try await connector.withReadOnlyConnection { try await $0.facts() }
            }
            return KnownFacts(facts, by: .cli)
        }
        let hops = device.factProtocol == .netconf ? try await way.hops(to: device) : []
        let question = try await FactQuestion.prepare(device, through: hops, self)
        let passing = try await admit(hops, by: caller, .ordinary)
        let attempt = try await abandoning(passing) {
            try await gate.admit(
                device, at: BreakerKey(address: device.host, port: question.port),
                login: LockoutKey(caller: caller, deviceID: device.id, login: question.username),
                of: device.credentialSetID, .ordinary)
        }
        do {
            let facts = try await question.source.facts(on: question.loop)
            for passed in passing { await passed.succeeded() }
            await attempt.succeeded()
            try await question.pin(database)
            return KnownFacts(facts, by: device.factProtocol)
        } catch let error as FactError {
            for passed in passing { await passed.abandoned() }
            await attempt.ended(ConnectionOutcome(error), error.descriptionWithoutQuotes)
            try await question.keep(error, database)
            throw Problem(
                .unavailable, code: error.kind, redacted(error, of: device), cause: error.debugDescription)
        }
    }

    /// The sentence of a failure without secrets that the device may have repeated.
    private func redacted(_ error: FactError, of device: Device) -> String {
        // try?: without its platform what holds for any text still tells most secrets, but nothing is quoted.
        let secrets = (try? platforms.platform(device.platform))?.secrets
        return secrets?.redact(error.description) ?? error.descriptionWithoutQuotes
    }
}

extension ConnectionOutcome {
    /// What a failure of another protocol than the command line says.
    init(_ error: FactError) {
        switch error.reach {
        case .unreached: self = .unreached
        case .loginRefused: self = .loginRefused
        case .reached: self = .reached
        case .unknown: self = .unknown
        }
    }
}

extension KnownFacts {
    /// Facts that a device has told just now.
    init(_ facts: DeviceFacts, by factProtocol: FactProtocol) {
        self.init(
            factProtocol: factProtocol, readAt: Date(), hostname: facts.hostname, vendor: facts.vendor,
            model: facts.model, os: facts.os, version: facts.version, serial: facts.serial, uptime: facts.uptime,
            interfaces: facts.interfaces.map {
                Interface(name: $0.name, state: $0.state, address: $0.address, description: $0.description)
            })
    }
}
