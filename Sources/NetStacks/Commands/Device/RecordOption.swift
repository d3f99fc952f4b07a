import ArgumentParser
import DeviceCLI
import Foundation
import Services

/// The option that keeps what was said.
struct RecordOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Keep the session as JSON lines, secrets masked; `netstacks device replay` plays it.", valueName: "file"))
    var record: String?

    /// Refuses a file that is there already, before anything is sent.
    func validate() throws {
        guard let record else { return }
        if FileManager.default.fileExists(atPath: record) {
            throw ValidationError("\(record) exists already. Give another name to --record, or remove it.")
        }
    }

    /// The recorder, which makes the file for you alone; nil when nothing is to be recorded.
    func recorder(_ platform: Platform, _ visit: DeviceVisit) throws -> Recorder? {
        guard let record else { return nil }
        let descriptor = open(record, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ValidationError("\(record) cannot be written. Check its folder.")
        }
        if platform.grammar == nil {
            Report.note(
                "\(platform.title): secrets in configurations are not known on this platform; read \(record) before you share it."
            )
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let isTelnet = if case .telnet = visit.access { true } else { false }
        return Recorder(
            Recording.Header(
                platform: platform.description.name, username: visit.login.username, telnet: isTelnet, at: Date()),
            login: visit.login, redact: { platform.redacted($0) }, write: { file.write(Data($0.utf8)) })
    }
}
