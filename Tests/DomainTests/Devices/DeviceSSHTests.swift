import Domain
import Foundation
import Testing

struct DeviceSSHTests {
    private let login = DeviceSSH.Login(
        engine: .libssh2, reason: .usual, keyExchange: "curve25519-sha256", hostKey: "ssh-ed25519",
        cipher: "aes256-ctr", mac: "hmac-sha2-256")
    private let seenAt = Date(timeIntervalSince1970: 1_800_000_000)

    private func offer(_ name: String) -> DeviceSSH.Offer {
        DeviceSSH.Offer(identification: name, keyExchanges: [], hostKeys: [], ciphers: [], macs: [])
    }

    private func known(mismatch: DeviceSSH.Mismatch? = nil) -> DeviceSSH {
        DeviceSSH(
            deviceID: Device.ID(), login: login, firstSeenAt: seenAt, seenAt: seenAt, offer: offer("a"),
            mismatch: mismatch)
    }

    @Test func `thousands of equal logins are one row a day`() {
        #expect(!known().isNews(login, offer: offer("a"), at: seenAt + 86399))
        #expect(!known().isNews(login, offer: nil, at: seenAt + 86399))
        #expect(known().isNews(login, offer: offer("a"), at: seenAt + 86400))
    }

    @Test func `another engine, another offer and the end of a mismatch are news`() {
        let other = DeviceSSH.Login(
            engine: .libssh, reason: .rsaLogin, keyExchange: "curve25519-sha256", hostKey: "ssh-ed25519",
            cipher: "aes256-ctr", mac: "hmac-sha2-256")
        #expect(known().isNews(other, offer: nil, at: seenAt))
        #expect(known().isNews(login, offer: offer("b"), at: seenAt))
        let refused = known(mismatch: DeviceSSH.Mismatch(sentence: "No.", legacyWouldHelp: false, since: seenAt))
        #expect(refused.isNews(login, offer: nil, at: seenAt))
        #expect(!refused.isNews(mismatch: "No.", offer: offer("a")))
        #expect(refused.isNews(mismatch: "No.", offer: offer("b")))
        #expect(known().isNews(mismatch: "No.", offer: offer("a")))
    }
}
