import Foundation
import SSHTestSupport

/// A small IOS look-alike behind a real sshd: modes, enable password, rejections, and faults by magic lines.
final class FakeIOS: Sendable {
    let server: LoopbackSSHD
    private let folder: URL

    init(hostKeyType: String = "ed25519") throws {
        self.folder = FileManager.default.temporaryDirectory.appending(path: "fake-ios-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
        try Self.script.write(to: self.folder.appending(path: "ios.py"), atomically: false, encoding: .utf8)
        self.server = try LoopbackSSHD(
            program: "/usr/bin/env python3 -u \(self.folder.path)/ios.py \(self.folder.path)", hostKeyType: hostKeyType)
    }

    deinit {
        // It lies in the temporary directory; a leftover harms nobody.
        try? FileManager.default.removeItem(at: self.folder)
    }

    /// Every line that was typed in configuration mode, in order.
    var configurationLines: [String] {
        get throws {
            let text = try String(contentsOf: self.folder.appending(path: "lines"), encoding: .utf8)
            return text.split(separator: "\n").map(String.init)
        }
    }

    /// `drop` ends the session without an answer, `mute` never answers, `noise` logs inside the prompt.
    private static let script = #"""
        import os, sys, termios, time, tty
        folder = sys.argv[1]
        tty.setraw(0)
        out = lambda s: os.write(1, s.encode())
        host, mode, length, noisy, running = "sw1", ">", 24, False, ["hostname sw1", "ntp server 192.0.2.1"]
        def read(echo=True):
            line = b""
            while True:
                c = os.read(0, 1)
                if not c: sys.exit()
                if c in b"\r\n":
                    out("\r\n"); return line.decode()
                line += c
                if echo: os.write(1, c)
        def reject(): out("                ^\r\n% Invalid input detected at '^' marker.\r\n\r\n")
        def show(lines):
            for n, l in enumerate(lines):
                if length and n and n % 4 == 0:
                    out(" --More-- "); os.read(0, 1); out("\b" * 10 + " " * 10 + "\b" * 10)
                out(l + "\r\n")
        out("\r\nAuthorised access only. Switch#\r\n\r\n")
        while True:
            prompt = host + mode
            out(prompt[:2] + "\r\n*Mar  1 00:00:01.001: %SYS-5-CONFIG_I: x\r\n" + prompt[2:] if noisy else prompt)
            l = read()
            if "config" in mode:
                with open(folder + "/lines", "a") as f: f.write(l + "\n")
                if l == "end": mode = "#"
                elif l == "drop": sys.exit()
                elif l == "mute": time.sleep(3600)
                elif l == "ask": out("Really remove it? [confirm]"); read()
                elif l.startswith("hostname "): host = l.split()[1]
                elif l.strip().startswith("bad"): reject()
                elif l.startswith("interface"): mode = "(config-if)#"
                elif l == "exit": mode = "(config)#" if mode == "(config-if)#" else "#"
                elif l.startswith("banner"):
                    out("Enter TEXT message.  End with the character '#'.\r\n")
                    while "#" not in read(): pass
                elif l: running.append(l)
                continue
            if l == "enable" and mode == ">":
                for _ in range(3):
                    out("Password: ")
                    if read(False) == "enable-secret": mode = "#"; break
                else: out("% Bad secrets\r\n\r\n")
            elif l == "terminal length 0": length = 0
            elif l == "terminal width 511": pass
            elif l == "configure terminal" and mode == "#":
                mode = "(config)#"; out("Enter configuration commands, one per line.  End with CNTL/Z.\r\n")
            elif l == "show running-config": show(["Building configuration...", "", "!"] + running + ["!", "end"])
            elif l == "show cut": show(["Building configuration...", "", "!"] + running)
            elif l == "show version": show(["Cisco IOS\x07 Software, \xe9 Version 15.2"])
            elif l == "show pager": length = 24; show([" line %d" % n for n in range(10)])
            elif l == "show noise": noisy = True
            elif l == "show drop": os.write(1, b"half a li"); sys.exit()
            elif l == "show mute": time.sleep(3600)
            elif l == "copy running-config startup-config":
                out("Destination filename [startup-config]? "); read(); out("Building configuration...\r\n[OK]\r\n")
            elif l: reject()
        """#
}
