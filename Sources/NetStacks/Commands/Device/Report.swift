import ArgumentParser
import DeviceCLI
import Domain
import FactSources
import Foundation
import SSH
import Services

/// What the command says besides its output, and the exit status that tells a script how it went.
enum Report {
    /// The device rejected something, or is not of a known platform.
    static let rejected = ExitCode(1)
    /// There was no session, or it was lost.
    static let noSession = ExitCode(2)
    /// What was asked for cannot be done; nothing was sent.
    static let wrong = ExitCode.validationFailure

    /// A word on standard error.
    static func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// A piece of output; the next one may be long in coming.
    static func show(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    /// Runs a command's body; what fails is told in a sentence, and becomes the exit status.
    static func failures(_ options: DeviceOptions? = nil, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch {
            throw note(error, options)
        }
    }

    /// Tells of a failure and gives what to throw.
    static func note(_ error: any Error, _ options: DeviceOptions? = nil) -> ExitCode {
        switch error {
        case let error as DeviceError:
            note("✗ \(options.map { sentence(error, $0) } ?? error.description)")
            if isAboutWords(error) { note(lastSeen: error) }
            return status(of: error)
        case let error as UntrustedHostKey:
            note("✗ \(error)")
            return noSession
        case is UntrustedCertificate:
            note("✗ \(error)")
            return noSession
        case let error as FactError:
            note("✗ \(error)")
            if error.kind == "invalid_input" { return wrong }
            let isUntrusted = error.offeredHostKey != nil || !error.offeredPins.isEmpty
            return error.isRefusal && !isUntrusted ? rejected : noSession
        case let error as Detected.Unsure:
            note("✗ \(error)")
            return rejected
        case let error as ValidationError:
            note("✗ \(error.message)")
            return wrong
        case let error as Problem:
            note("✗ \(error.sentence)")
            return wrong
        case let error as ExitCode: return error
        default:
            note("✗ \(error)")
            return wrong
        }
    }

    /// Whether what the device said last helps to see what is wrong; a rejection quotes it already.
    private static func isAboutWords(_ error: DeviceError) -> Bool {
        switch error.code {
        case .timeout(.prompt), .timeout(.command), .prompt: true
        case .commandRejected, .authentication, .lockedOut, .enableRefused, .hostKeyChanged, .notAllowed, .invalidInput:
            false
        default: !error.lastSeen.isEmpty
        }
    }

    /// What the device said last, in visible characters, for whoever has to see why no prompt was found in it.
    private static func note(lastSeen error: DeviceError) {
        note("  The device's last words were: \(error.lastSeen.isEmpty ? "none" : "\"\(error.lastSeen)\"")")
    }

    /// The failure with what this command line can do about it.
    static func sentence(_ error: DeviceError, _ options: DeviceOptions) -> String {
        switch error.code {
        case .hostKeyChanged:
            let place = (options.jump.map(\.address) + [options.place]).first { $0.description == error.address }
            let line = (try? options.hostKeys.known(place ?? options.place).line).flatMap { $0 }
            return "\(error) The pinned key stands in \(options.hostKeys.path)\(line.map { ", line \($0)" } ?? "")."
        case .keyExchange(let mismatch?) where mismatch.legacyWouldHelp && !options.allowLegacy:
            return "\(error) Here that is --allow-legacy."
        case .unreachable where !options.jump.isEmpty:
            let last = options.jump.map { "\($0.address)" }.joined(separator: ", then ")
            return "\(error) The way leads through \(last), which must be allowed to connect there."
        case .enableRefused where !options.login.promisesEnable:
            return "\(error) None was given: use --enable, --enable-password-file or --enable-password-env."
        default: return error.description
        }
    }

    static func status(of error: DeviceError) -> ExitCode {
        switch error.code {
        case .commandRejected, .notAllowed, .invalidInput, .incompleteOutput: rejected
        default: noSession
        }
    }
}

extension LoginOptions {
    /// Whether a password of the privileged mode was given.
    var promisesEnable: Bool { enable || enablePasswordFile != nil || enablePasswordEnv != nil }
}

extension Duration {
    /// `12.3 ms`, or `4.2 s` from ten seconds on.
    var shown: String {
        let milliseconds = Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
        return milliseconds < 10000
            ? String(format: "%.1f ms", milliseconds) : String(format: "%.1f s", milliseconds / 1000)
    }

    /// Milliseconds, to three places.
    var milliseconds: Double {
        let value = Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
        return (value * 1000).rounded() / 1000
    }
}
