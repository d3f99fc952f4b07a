/// Why a password is refused; prints a sentence for the form field.
public enum PasswordProblem: Sendable, Equatable, CustomStringConvertible {
    case tooShort(minimum: Int)
    case tooLong(maximum: Int)
    case holdsUsername
    case common
    case repetitive

    /// A sentence that says what to change.
    public var description: String {
        switch self {
        case .tooShort(let minimum): "Use at least \(minimum) characters."
        case .tooLong(let maximum): "Use at most \(maximum) bytes."
        case .holdsUsername: "The password must not be the user name with little else around it."
        case .common: "This password is among the first that attackers try; choose another."
        case .repetitive: "Use more than a few different characters."
        }
    }
}
