/// What a session is doing and waiting for, in words for an error.
struct Step: Sendable {
    var state: String
    var expectation = ""
    var stage = DeviceStage.command

    func expecting(_ expectation: String) -> Step {
        Step(state: self.state, expectation: expectation, stage: self.stage)
    }
}
