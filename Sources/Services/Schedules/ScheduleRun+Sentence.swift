public import Domain

extension ScheduleRun {
    /// Why it ran or did not run, for people.
    public var sentence: String {
        let left =
            leftOut == 1
            ? "One device without a credential set was" : "\(leftOut) devices without a credential set were"
        let sentence =
            switch reason {
            case .onTime: "Ran at its time."
            case .madeUp: "Made up for later, because \(detail) at its time."
            case .asked: "Asked for by \(requestedBy?.name ?? "somebody")."
            case .blackout: "Blackout: \(detail)."
            case .windowClosed: "No window was open at this time."
            case .missed: "No worker was there at this time, and what is missed is skipped."
            case .tooLate: "Too late to make up for: \(detail) until the grace was over."
            case .collapsed: "Made up for by the run of \(detail)."
            case .overlap: "Jobs of the run before were still going."
            case .noDevices where leftOut > 0: "Nobody could sign in to any of its devices."
            case .noDevices: "No device fitted the selection, so there was nothing to do."
            }
        let many = occurrences > 1 ? " Stands for \(occurrences) due times in a row." : ""
        return sentence + (leftOut > 0 ? " \(left) left out." : "") + many
    }
}

extension ScheduleSelection {
    /// The selection in words, for example «devices tagged core or edge».
    public var words: String {
        switch self {
        case .all: "all devices"
        case .devices(let ids): ids.count == 1 ? "1 device" : "\(ids.count) devices"
        case .tags(let tags): "devices tagged \(tags.map(\.text).joined(separator: " or "))"
        }
    }
}
