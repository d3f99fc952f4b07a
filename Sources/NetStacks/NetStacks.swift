import ArgumentParser
import Collections
import Hummingbird
import Logging
import ServiceLifecycle
import Subprocess
import Yams

@main
struct NetStacks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "netstacks")
}
