/// Why a text could not be taken as configuration, or why no commands lead from one configuration to another.
public struct ConfigTreeError: Error, Equatable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// What went wrong.
    public enum Code: String, Sendable, CaseIterable {
        /// The text holds a NUL byte, or a line to apply holds a byte that a device would take as a key press.
        case controlCharacter
        /// A banner, certificate or other value of several lines has no end.
        case unterminatedValue
        /// A brace is opened or closed once too often, or a statement has no end.
        case unbalanced
        /// An `exit` or `end` would leave configuration mode before the last line.
        case leavesConfiguration
        /// The line is no configuration (`reload`, `write`, `do …`).
        case refusedCommand
        /// The text has more than 2 GB.
        case tooLarge
        /// A line that has to be typed is no UTF-8.
        case notText
        /// The target lacks a section that the device cannot remove.
        case notRemovable
        /// A line of an expectation has a sign and nothing behind it, a regular expression that cannot be read, or lines below it
        /// that it cannot have.
        case badExpectation
    }

    /// What went wrong.
    public let code: Code
    /// The number of the line in the text that was given, from 1; nil where no line is to blame.
    public let line: Int?
    /// The line itself, for the log; it may hold a secret and is not part of `description`.
    public let text: String?

    init(_ code: Code, line: Int? = nil, text: String? = nil) {
        self.code = code
        self.line = line
        self.text = text
    }

    /// A sentence that is safe to show: it names the line's number and never its text.
    public var description: String {
        let place = line.map { "Line \($0)" } ?? "The configuration"
        return switch code {
        case .controlCharacter:
            "\(place) holds a control character: the text is damaged; remove it or read the text again."
        case .unterminatedValue: "\(place) begins a value of several lines that never ends: add its end mark."
        case .unbalanced: "\(place) opens or closes a brace without its other half, or has no end: complete it."
        case .leavesConfiguration: "\(place) leaves configuration mode although lines follow: remove it."
        case .refusedCommand: "\(place) is not a configuration command: remove it."
        case .badExpectation:
            "\(place) of the expectation is not readable: give the sign a line or a valid regular expression, and let lines stand "
                + "only under plain lines and «*»."
        case .tooLarge: "The text is larger than two gigabytes: this is no configuration."
        case .notText: "\(place) holds bytes that are no UTF-8 and cannot be typed: remove them."
        case .notRemovable: "\(place) needs a section removed that this platform cannot remove."
        }
    }

    /// The sentence and the text of the line; for the log only after redaction.
    public var debugDescription: String {
        "ConfigTreeError.\(code.rawValue): \(description)"
            + (text == nil ? "" : " (the line has \(text?.utf8.count ?? 0) bytes)")
    }
}
