import ConfigTree
import Domain

/// What a change wants of one device before anything is compared with it.
struct RenderedTarget: Sendable {
    let wish: Wish
    /// Lines that must stand in the configuration afterwards; empty when nothing is declared.
    let expectation: String

    enum Wish: Sendable {
        /// Lines to be entered in configuration mode.
        case lines(String)
        /// The whole configuration.
        case configuration(String)
        /// Nothing, with the reason.
        case skip(String)
    }
}
