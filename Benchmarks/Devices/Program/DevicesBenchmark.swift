import DeviceCLI
import Domain
import Foundation
import Reactor
import SSH
import Services

/// Sessions with the devices of a lab's inventory, for `bin/bench devices`; prints one line of JSON.
///
///     devices-benchmark single INVENTORY PLATFORMS TIMES COMMAND    one session, the command so often
///     devices-benchmark cold INVENTORY PLATFORMS AT-ONCE COMMAND    every device: sign in, run it once, leave
///     devices-benchmark warm INVENTORY PLATFORMS ROUNDS COMMAND     every device signed in to first, then rounds of it
@main
struct DevicesBenchmark {
    static func main() async throws {
        let words = CommandLine.arguments
        guard words.count == 6, let number = Int(words[4]) else {
            FileHandle.standardError.write(
                Data("usage: devices-benchmark MODE INVENTORY PLATFORMS NUMBER COMMAND\n".utf8))
            exit(64)
        }
        let fleet = try Fleet(inventory: words[2], platforms: words[3], command: words[5])
        let report =
            switch words[1] {
            case "single": try await fleet.single(times: number)
            case "cold": await fleet.cold(atOnce: number)
            default: try await fleet.warm(rounds: number)
            }
        print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
    }
}
