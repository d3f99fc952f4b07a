import Secrets
import Testing

struct PasswordPolicyTests {
    private func problems(_ password: String, username: String = "alice") -> [PasswordProblem] {
        PasswordPolicy.standard.problems(with: Secret(password), username: username)
    }

    @Test(arguments: ["quiet otter maps rivers", "tR4!pq0Zk_wv", "contraseña segurísima", "12 monkeys at 34 desks"])
    func `a long enough password of one's own is accepted`(password: String) {
        #expect(problems(password).isEmpty)
    }

    @Test func `length counts characters at the bottom and bytes at the top`() {
        #expect(problems("tR4!pq0Zk_w") == [.tooShort(minimum: 12)])
        #expect(problems("жжжжжжжжжжж").contains(.tooShort(minimum: 12)))
        #expect(problems(String(repeating: "abcdefg7", count: 128)).isEmpty)
        #expect(problems(String(repeating: "abcdefg7", count: 129)) == [.tooLong(maximum: 1024)])
        #expect(problems("").contains(.tooShort(minimum: 12)))
    }

    @Test(arguments: ["operations-team", "Operations-Team", "operations-team1", "2026operations-team"])
    func `the user name with little else is refused`(password: String) {
        #expect(problems(password, username: "operations-team").contains(.holdsUsername))
    }

    @Test(arguments: [
        "password1234", "Password1234!", "p@ssw0rd2026!", "P@$$w0rd12345", "changeme1234", "123456789012",
        "qwertyuiopas",
        "ciscocisco123", "cisco1234567", "adminadminadmin", "!!administrator!!", "1qaz2wsx3edc", "netstacks2026",
        "correcthorsebatterystaple",
    ])
    func `what attackers try first is refused`(password: String) {
        #expect(problems(password).contains(.common))
    }

    @Test(arguments: ["aaaaaaaaaaaaaaa", "abababababab", "111122223333"])
    func `a few characters over and over are refused`(password: String) {
        #expect(problems(password).contains(.repetitive))
    }

    @Test func `each problem is a sentence`() {
        let all: [PasswordProblem] = [
            .tooShort(minimum: 12), .tooLong(maximum: 9), .holdsUsername, .common, .repetitive,
        ]
        for problem in all { #expect(problem.description.hasSuffix(".")) }
    }
}
