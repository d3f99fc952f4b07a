extension Platform {
    /// Where a platform comes from.
    public enum Source: Sendable, Hashable {
        /// A file in the folder of platforms.
        case file
        /// People wrote it; `replacesFile` when a file of the folder has the same name.
        case own(replacesFile: Bool)
    }
}
