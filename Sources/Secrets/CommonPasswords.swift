/// The passwords attackers try first, network equipment's own among them, with their usual decorations removed.
enum CommonPasswords {
    /// True when the lower-case text is a common word, alone, repeated, or decorated with digits and signs.
    static func contains(_ password: String) -> Bool {
        let trimmed = password.drop { !$0.isLetter }
        let word = String(trimmed.prefix { $0.isLetter || $0 == "@" || $0 == "$" || $0 == "0" })
        let rest = trimmed.dropFirst(word.count)
        let hasOnlyDecoration = rest.allSatisfy { !$0.isLetter }
        return words.contains(password) || sequences.contains { $0.hasPrefix(password) || password.hasPrefix($0) }
            || (hasOnlyDecoration && words.contains(plain(word))) || isRepeatedWord(password)
    }

    private static func isRepeatedWord(_ password: String) -> Bool {
        words.contains { word in
            word.count >= 4 && password.count > word.count && password.count.isMultiple(of: word.count)
                && String(repeating: word, count: password.count / word.count) == password
        }
    }

    /// «p@$$w0rd» is «password».
    private static func plain(_ word: String) -> String {
        var word = word.replacing("@", with: "a").replacing("$", with: "s").replacing("0", with: "o")
        while let last = word.last, !words.contains(word), last == "o" || last == "s" || last == "a" {
            word.removeLast()
        }
        return word
    }

    private static let sequences = [
        "123456789012", "1234567890qwertyuiop", "qwertyuiopasdfghjklzxcvbnm", "1q2w3e4r5t6y7u8i9o0p",
        "abcdefghijklmnopqrstuvwxyz",
        "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb", "zaq12wsxcde3", "098765432109", "987654321098",
    ]

    private static let words: Set<String> = [
        "password", "passwort", "passwd", "passphrase", "changeme", "changemenow", "changeit", "letmein", "letmeinnow",
        "welcome",
        "welcomeback", "admin", "administrator", "adminadmin", "root", "rootroot", "toor", "superuser", "operator",
        "manager",
        "default", "defaultpassword", "secret", "topsecret", "mysecret", "mypassword", "supersecret", "netstacks",
        "network",
        "networkadmin", "cisco", "ciscocisco", "juniper", "arista", "huawei", "mikrotik", "fortinet", "ubnt",
        "netscreen",
        "router", "routeur", "switch", "enable", "enablesecret", "enablepassword", "service", "support", "guest",
        "user", "test",
        "testtest", "testing", "testpassword", "demo", "demodemo", "example", "iloveyou", "sunshine", "princess",
        "football",
        "baseball", "basketball", "dragon", "monkey", "master", "superman", "batman", "trustno", "starwars", "whatever",
        "freedom", "shadow", "michael", "jennifer", "internet", "computer", "samsung", "google", "summer", "winter",
        "spring", "autumn", "monday", "january", "correcthorsebatterystaple", "qwerty", "azerty", "qwertz", "asdf",
        "asdfasdf",
        "abcabc", "login", "access", "accessgranted", "hello", "helloworld", "nothing", "temporary", "temppassword",
        "temp",
    ]
}
