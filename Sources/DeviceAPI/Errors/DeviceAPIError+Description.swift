import HTTPClient

extension DeviceAPIError {
    /// The description without any text that the device or a line brought in, for places where it cannot be redacted.
    public var descriptionWithoutQuotes: String {
        switch self.code {
        case .commandRejected(let number, _, _):
            "\(self.address) rejected command \(number). Later commands were not run. Correct the command."
        case .dataRejected: "\(self.address) rejected the data. Correct the data."
        case .notAllowed: "The command is no reading command, so nothing was sent to \(self.address)."
        case .notSupported:
            "\(self.address) does not support this call. Check its version, or use another way to read it."
        default: self.description
        }
    }

    /// The description; exhaustive, so that a new code gets its words.
    var sentence: String {
        let place = self.address
        return switch self.code {
        case .unreachable(.pin(let offered)):
            "\(place) is not the pinned device; it shows \(offered.map(\.description).joined(separator: ", ")). "
                + "No login was sent. Find out why it changed before you accept the new pin."
        case .unreachable(.certificate):
            "\(place) shows a certificate that is not trusted. No login was sent. Pin the device, or name its authority."
        case .unreachable(.notAllowed):
            "\(place) may not be reached by the rules for outgoing connections. Have an administrator allow its network."
        case .unreachable(.refused): "\(place) refused the connection. Check the port and that the API is enabled."
        case .unreachable(.unresolvable):
            "\(place): the name has no address. Check the spelling, or use the IP address."
        case .unreachable: "\(place) cannot be reached. Check that it is up, its API enabled, and the path to it."
        case .interrupted(.cancelled):
            "The call to \(place) was cancelled. Read the device's state before you try again."
        case .interrupted:
            "\(place): the call was cut off after it had been sent. Read the device's state back before you try again."
        case .authentication: "\(place) refused the login. Check user name and password."
        case .notAuthorized: "\(place): the user may not do this. Check the user's role on the device."
        case .commandRejected(let number, let command, let message):
            "\(place) rejected command \(number), '\(command)': \(message.hasSuffix(".") ? message : message + ".") "
                + "Later commands were not run. Correct the command."
        case .notSupported(let what):
            "\(place) does not support \(what). Check its version, or use another way to read it."
        case .dataRejected(let tag, let message):
            "\(place) rejected the data (\(tag))\(message.isEmpty ? "" : ": " + message). Correct the data."
        case .conflict(let tag):
            "\(place): the resource is not in the expected state (\(tag)). Read it again, then decide."
        case .notFound: "\(place) has no such resource. Check the path."
        case .server(let status):
            "\(place): the API failed with status \(status). Look at the device's log, and try again later."
        case .unproven(let what):
            "\(place) did not say that \(what) succeeded. Read the device's state back before you go on."
        case .badAnswer:
            "\(place) did not answer as its API prescribes. Check that address and port are those of the API."
        case .notAllowed(let command): "'\(command)' is no reading command, so nothing was sent to \(place)."
        case .invalidInput(let what):
            "Nothing was sent to \(place): \(what). Correct it."
        }
    }
}
