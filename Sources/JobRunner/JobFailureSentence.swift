import Domain

extension String {
    /// The sentence for a failed attempt that is safe to show.
    init(failureSentenceOf error: any Error) {
        self =
            (error as? Problem)?.sentence ?? "The job failed for a reason of our own. The log says more under its id."
    }
}
