import SSH
import Testing

@testable import DeviceCLI

/// What a device may say during a login, and what of it is a question.
@Suite struct TelnetLoginTests {
    /// A device that asks for a login and says meanwhile what looks like a question.
    private static let greeting =
        "\r\nDebian GNU/Linux 12\r\n\r\nrouter1 login: |\r\nPassword: |\r\nLast login: Sat Nov 21 09:15:01 2026\r\n"
        + "Last failed login: never\r\n1 failed password: see the log\r\nnetops@router1:~$ "

    @Test(arguments: [1, 2, 3, 5, 1000])
    func `a remark about the last login is neither answered nor a refusal, however its bytes arrive`(size: Int) throws {
        let platform = try PlatformFile.load("linux")
        let login = DeviceLogin(username: "netops", login: .password("s3cret"))
        var dialogue = Dialogue(platform: platform, login: platform.telnet.questions(login, platform))
        var typed: [String] = []
        var rest = Self.greeting.split(separator: "|").map { Array($0.utf8) }[...]
        var isDone = false
        func take(_ actions: [Dialogue.Action]) {
            for action in actions {
                switch action {
                case .write(let bytes, _): typed.append(String(decoding: bytes, as: UTF8.self))
                case .finished: isDone = true
                case .settle: break
                default: Issue.record("\(action)")
                }
            }
        }
        while let part = rest.popFirst() {
            // The device goes on when it was answered; what it says comes without a pause.
            for start in stride(from: 0, to: part.count, by: size) {
                take(dialogue.receive(Array(part[start..<min(start + size, part.count)])))
            }
            take(dialogue.quiet())
        }
        #expect(typed == ["netops\n", "s3cret\n"])
        #expect(isDone)
    }

    @Test func `a login that is asked for again is refused only when the device waits for it`() throws {
        let platform = try PlatformFile.load("cisco_ios")
        let login = DeviceLogin(username: "netops", login: .password("wrong"))
        var dialogue = Dialogue(platform: platform, login: platform.telnet.questions(login, platform))
        _ = dialogue.receive(Array("Username: ".utf8)) + dialogue.quiet()
        _ = dialogue.receive(Array("netops\r\nPassword: ".utf8)) + dialogue.quiet()
        let early = dialogue.receive(Array("\r\nUsername:".utf8))
        #expect(early.allSatisfy { if case .settle = $0 { true } else { false } })
        #expect(dialogue.receive(Array(" of this account will expire\r\n".utf8)).contains(.refused) == false)
        _ = dialogue.receive(Array("% Login invalid\r\n\r\nUsername: ".utf8))
        #expect(dialogue.quiet() == [.refused])
    }

    @Test func `the usual questions of a login are known, a banner's words are not taken for them`() {
        let login = TelnetLogin.usual
        for text in ["Username: ", "login: ", "router1 login: ", "User Name:", "Login name: ", "User:"] {
            #expect(login.username.matches(text), "\(text)")
            #expect(!login.password.matches(text))
        }
        for text in ["Password: ", "Password:", "admin's password: ", "Passcode: "] {
            #expect(login.password.matches(text), "\(text)")
        }
        for text in [
            "Last login:", "Last login: ", "  Last successful login:", "Last failed login: ", "Previous login:",
            "%Nov 21 09:15:01 sw1 SHELL/5/SHELL_LOGIN:",
            "%SEC_LOGIN-5-LOGIN_SUCCESS: Login Success [user:", "failed attempts since last successful login:",
            "Last unsuccessful login:",
            "user=x,login:",
        ] {
            #expect(!login.username.matches(text), "\(text)")
        }
        for text in ["Last login: Mon", "Your password: never tell it", "superuser access only"] {
            #expect(!login.username.matches(text) && !login.password.matches(text), "\(text)")
        }
    }
}
