import ArgumentParser
import DeviceCLI
import Foundation
import Reactor
import SSH
import Synchronization

/// Copies one file from or to a device.
struct DeviceCopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy a file from or to a device by SFTP or SCP, and prove that the copy is the original.",
        discussion: """
            The device's side of the two paths begins with a colon. A copy appears when it is whole; --resume goes on with one
            that broke off.

            examples:
              netstacks device copy sw1 :flash:/running.cfg running.cfg
              netstacks device copy host1 image.bin :/tmp/image.bin --resume

            exit status: 0 copied, 1 the device or this side refused the file, 255 no session, 64 wrong command line
            """)

    @OptionGroup(title: "Device") var device: DeviceOptions
    @Argument(help: "What is copied.") var from: String
    @Argument(help: "Where it goes, with its name.") var to: String
    @Flag(help: "Go on with a copy that broke off.") var resume = false
    @Flag(help: "Refuse to replace a file that is there already.") var keep = false
    @Flag(help: "Use SCP even where there is SFTP.") var scp = false
    @Flag(help: "Trust the size alone, for devices whose file would have to be read once more.") var sizeOnly = false

    private var isDownload: Bool { from.hasPrefix(":") }

    func validate() throws {
        if device.telnet { throw ValidationError("Files go over SSH. Leave --telnet out.") }
        if from.hasPrefix(":") == to.hasPrefix(":") {
            throw ValidationError("One of the two paths is the device's: begin it with a colon, such as :/tmp/file.")
        }
        if scp, resume { throw ValidationError("SCP cannot resume. Leave --scp or --resume out.") }
    }

    func run() async throws {
        let loop = EventLoop(name: "files")
        defer { loop.shutdown() }
        try await HostReport.failures(device) {
            let words = isDownload ? from.dropFirst() : to.dropFirst()
            guard let path = RemotePath(String(words)) else {
                throw ValidationError("'\(words)' is no usable path: empty, too long, or with control characters.")
            }
            let local = ((isDownload ? to : from) as NSString).expandingTildeInPath
            let visit = try await DeviceVisit.prepare(device, on: loop)
            do {
                let done = try await visit.withConnection { try await copy(path, local, over: $0) }
                Report.note(
                    "✓ \(from) → \(to): \(done.size) bytes\(done.resumedAt > 0 ? ", \(done.resumedAt) of them from before" : ""), "
                        + "SHA-256 \(done.sha256.map { String(format: "%02x", $0) }.joined()), proven by \(done.proof.words)."
                )
            } catch let error as FileError {
                Report.note("✗ \(error)")
                if case .connection = error.code { throw HostReport.noSession }
                throw Report.rejected
            }
        }
    }

    private func copy(_ path: RemotePath, _ local: String, over connection: SSHConnection) async throws -> FileTransfer
    {
        let carrier: any FileCarrier =
            scp ? SSHFiles.scp(on: connection) : try await SSHFiles.open(on: connection)
        let options = FileTransferOptions(
            replaces: !keep, resumes: resume, verification: sizeOnly ? .size : .full, hasCommands: !sizeOnly)
        let meter = ProgressLine(isShown: isatty(STDERR_FILENO) == 1)
        let done =
            isDownload
            ? try await carrier.download(path, to: .path(local), options: options) { meter.show($0) }
            : try await carrier.upload(.path(local), to: path, options: options) { meter.show($0) }
        meter.end()
        await carrier.close()
        return done
    }
}

/// A line at the terminal that says how far a transfer is; at most ten times a second.
private final class ProgressLine: Sendable {
    private let isShown: Bool
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    init(isShown: Bool) { self.isShown = isShown }

    func show(_ progress: FileProgress) {
        guard isShown else { return }
        let isDue = last.withLock { last in
            if let before = last, .now - before < .milliseconds(100) { return false }
            last = .now
            return true
        }
        guard isDue else { return }
        let share = progress.total.flatMap { $0 > 0 ? " (\(progress.done * 100 / $0) %)" : nil } ?? ""
        FileHandle.standardError.write(Data("\r\(progress.done) bytes\(share) ".utf8))
    }

    func end() {
        if isShown, last.withLock({ $0 != nil }) { FileHandle.standardError.write(Data("\r".utf8)) }
    }
}

extension FileProof {
    fileprivate var words: String {
        switch self {
        case .size: "its size"
        case .checkFile: "the server's own checksum"
        case .command: "sha256sum on the device"
        case .readBack: "reading it once more"
        }
    }
}
