import Foundation
import Hummingbird

/// The cookies of the site: `__Host-` ones, which only this host over a secure channel can set.
struct CookieJar: Sendable {
    let isSecure: Bool
    private let prefix: String

    init(isSecure: Bool) {
        self.isSecure = isSecure
        prefix = isSecure ? "__Host-netstacks" : "netstacks"
    }

    func sessionToken(of request: Request) -> String? { request.cookies[prefix]?.value }

    func setSession(_ token: String, on response: inout Response) {
        response.setCookie(cookie(prefix, token, maxAge: nil))
    }

    func clearSession(on response: inout Response) {
        response.setCookie(cookie(prefix, "", maxAge: 0))
    }

    /// Empty when there is none, or none that we can have set: it goes back into a cookie, and a bad one must not.
    func anonymousToken(of request: Request) -> String {
        let token = request.cookies[prefix + "-form"]?.value ?? ""
        let isOurs = token.utf8.count <= 100 && token.utf8.allSatisfy(Self.isTokenByte)
        return isOurs ? token : ""
    }

    func setAnonymousToken(_ token: String, on response: inout Response) {
        response.setCookie(cookie(prefix + "-form", token, maxAge: nil))
    }

    func theme(of request: Request) -> String {
        let theme = request.cookies[prefix + "-theme"]?.value ?? ""
        return ["light", "dark"].contains(theme) ? theme : "system"
    }

    /// Anything but a known theme is the system's: the text comes from a form, and a cookie takes not every text.
    func setTheme(_ theme: String, on response: inout Response) {
        let theme = ["light", "dark"].contains(theme) ? theme : "system"
        response.setCookie(cookie(prefix + "-theme", theme, maxAge: 365 * 86400))
    }

    /// The message left by the request before this one: a kind and a text.
    func flash(of request: Request) -> (kind: String, text: String)? {
        guard let value = request.cookies[prefix + "-flash"]?.value, let data = Data(base64Encoded: value),
            let parts = String(data: data, encoding: .utf8)?.split(separator: "\n", maxSplits: 1), parts.count == 2,
            ["success", "info", "warning", "danger"].contains(parts[0])
        else { return nil }
        return (String(parts[0]), String(parts[1]))
    }

    func setFlash(_ kind: String, _ text: String, on response: inout Response) {
        let value = Data("\(kind)\n\(text.prefix(500))".utf8).base64EncodedString()
        response.setCookie(cookie(prefix + "-flash", value, maxAge: 60))
    }

    func clearFlash(on response: inout Response) {
        response.setCookie(cookie(prefix + "-flash", "", maxAge: 0))
    }

    /// Base64 for URLs (RFC 4648, 5).
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    private func cookie(_ name: String, _ value: String, maxAge: Int?) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: maxAge, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }
}
