import Domain

extension Change {
    /// Throws when the device was edited after it was planned: its address, platform or tags are part of what was approved.
    func checkIsUnedited(_ device: Device) throws(Problem) {
        guard let plannedAt, device.updatedAt > plannedAt else { return }
        throw Problem(
            .conflict, code: "device_edited",
            "\(device.name) was edited after this change was planned, so the plan may be for another device. "
                + "Plan the change again.")
    }
}
