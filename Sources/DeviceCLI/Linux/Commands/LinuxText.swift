import SSH

/// Makes the shell's text of a command; whatever the names hold, they stay words.
enum LinuxText {
    /// Why a command cannot be written down.
    struct Invalid: Error {
        let what: String
    }

    /// Variables and folder, one line each.
    static func setting(_ environment: [String: String], _ folder: String?) throws(Invalid) -> String {
        var lines = ""
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
            guard self.isVariable(name) else { throw Invalid(what: "a variable's name is none") }
            lines += "export \(name)=\(try self.word(value))\n"
        }
        if let folder {
            // A folder that begins with a dash is no option, and none is searched for along CDPATH.
            let path = folder.hasPrefix("/") ? folder : "./" + folder
            lines += "cd \(try self.word(path)) || exit 126\n"
        }
        return lines
    }

    /// The line that runs the program in place of the shell.
    static func running(_ program: LinuxCommand.Program) throws(Invalid) -> String {
        switch program {
        case .shell(let text): return "eval \(try self.word(text))"
        case .program(let words):
            guard let first = words.first, !first.isEmpty else { throw Invalid(what: "it names no program") }
            return "exec " + (try self.words(words))
        case .script(_, let interpreter, let arguments):
            return "exec " + (try self.words(self.interpreting(interpreter) + arguments))
        }
    }

    /// The program with the words that make it read its script from standard input.
    static func interpreting(_ interpreter: String) -> [String] {
        let name = interpreter.split(separator: "/").last.map(String.init) ?? interpreter
        let isShell = ["sh", "bash", "dash", "ash", "ksh", "zsh"].contains(name)
        return [interpreter] + (isShell ? ["-s", "--"] : ["-"])
    }

    static func words(_ words: [String]) throws(Invalid) -> String {
        var texts: [String] = []
        for word in words { texts.append(try self.word(word)) }
        return texts.joined(separator: " ")
    }

    static func word(_ text: String) throws(Invalid) -> String {
        guard !text.utf8.contains(0) else { throw Invalid(what: "it holds a zero character") }
        return ShellScript.word(text)
    }

    private static func isVariable(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
        }
    }
}
