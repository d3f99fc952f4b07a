import CGit2
import Foundation
import Synchronization

/// What libgit2 asks during a push: is this the right server, who are we, may it go on.
final class GitVisit: Sendable {
    private struct State {
        var failure: GitArchiveError?
        var isCancelled = false
        var hasSentLogin = false
    }

    let deadline: ContinuousClock.Instant
    private let remote: GitRemote
    private let state = Mutex(State())

    init(remote: GitRemote, deadline: ContinuousClock.Instant) {
        self.remote = remote
        self.deadline = deadline
    }

    /// The first thing that went wrong in a callback.
    var failure: GitArchiveError? { state.withLock(\.failure) }

    /// Ends the push at its next sign of life.
    func cancel() { state.withLock { $0.isCancelled = true } }

    /// libgit2's table of callbacks; their payload is a visit, which its caller keeps alive.
    static var callbacks: git_remote_callbacks {
        var callbacks = git_remote_callbacks()
        git_remote_init_callbacks(&callbacks, UInt32(GIT_REMOTE_CALLBACKS_VERSION))
        callbacks.certificate_check = { certificate, isValid, _, payload in
            GitVisit.of(payload)?.check(certificate, isValid: isValid == 1) ?? GIT_EUSER.rawValue
        }
        callbacks.credentials = { out, _, username, allowed, payload in
            GitVisit.of(payload)?.login(out, username.map { String(cString: $0) }, allowed) ?? GIT_EUSER.rawValue
        }
        callbacks.push_update_reference = { _, words, payload in
            guard let words else { return 0 }
            GitVisit.of(payload)?.note(GitArchiveError(.rejected(String(cString: words)), "push"))
            return GIT_EUSER.rawValue
        }
        callbacks.push_transfer_progress = { _, _, _, payload in GitVisit.of(payload)?.goOn() ?? GIT_EUSER.rawValue }
        callbacks.sideband_progress = { _, _, payload in GitVisit.of(payload)?.goOn() ?? GIT_EUSER.rawValue }
        return callbacks
    }

    private static func of(_ payload: UnsafeMutableRawPointer?) -> GitVisit? {
        payload.map { Unmanaged<GitVisit>.fromOpaque($0).takeUnretainedValue() }
    }

    private func note(_ error: GitArchiveError) {
        state.withLock { if $0.failure == nil { $0.failure = error } }
    }

    private func goOn() -> Int32 {
        if state.withLock(\.isCancelled) || .now > deadline {
            note(GitArchiveError(.timedOut, "push"))
            return GIT_EUSER.rawValue
        }
        return 0
    }

    private func check(_ certificate: UnsafeMutablePointer<git_cert>?, isValid: Bool) -> Int32 {
        guard let certificate, let proof = Self.proof(certificate, isValid: isValid) else {
            note(GitArchiveError(.failed, "push", cause: "the server showed no proof of a known kind"))
            return GIT_EUSER.rawValue
        }
        if remote.trusts(proof) { return 0 }
        note(GitArchiveError(.untrusted(proof), "push"))
        return GIT_EUSER.rawValue
    }

    private static func proof(_ certificate: UnsafeMutablePointer<git_cert>, isValid: Bool) -> GitServerProof? {
        let raw = UnsafeMutableRawPointer(certificate)
        switch certificate.pointee.cert_type {
        case GIT_CERT_HOSTKEY_LIBSSH2:
            let key = raw.assumingMemoryBound(to: git_cert_hostkey.self).pointee
            guard key.type.rawValue & GIT_CERT_SSH_SHA256.rawValue != 0 else { return nil }
            let hash = withUnsafeBytes(of: key.hash_sha256) { Data($0) }
            let text = hash.base64EncodedString().trimmingCharacters(in: CharacterSet(charactersIn: "="))
            return .hostKey(fingerprint: "SHA256:" + text)
        case GIT_CERT_X509:
            let x509 = raw.assumingMemoryBound(to: git_cert_x509.self).pointee
            return .certificate(
                der: Array(UnsafeRawBufferPointer(start: x509.data, count: x509.len)), isValid: isValid)
        default: return nil
        }
    }

    private func login(
        _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_credential>?>?, _ urlName: String?, _ allowed: UInt32
    ) -> Int32 {
        if allowed & GIT_CREDENTIAL_USERNAME.rawValue != 0 {
            return git_credential_username_new(out, urlName ?? username)
        }
        // It is asked for again after a refusal, without end.
        let isSecond = state.withLock { state in
            defer { state.hasSentLogin = true }
            return state.hasSentLogin
        }
        switch remote.login {
        case .password(let name, let password)
        where !isSecond && allowed & GIT_CREDENTIAL_USERPASS_PLAINTEXT.rawValue != 0:
            return git_credential_userpass_plaintext_new(out, urlName ?? name, password)
        case .key(let name, let pem, let passphrase)
        where !isSecond && allowed & GIT_CREDENTIAL_SSH_MEMORY.rawValue != 0:
            return git_credential_ssh_key_memory_new(out, urlName ?? name, nil, pem, passphrase ?? "")
        default:
            note(GitArchiveError(.authentication, "push"))
            return GIT_EUSER.rawValue
        }
    }

    private var username: String {
        switch remote.login {
        case .none: "git"
        case .password(let name, _), .key(let name, _, _): name
        }
    }
}
