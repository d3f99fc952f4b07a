import DeviceCLI

/// Interfaces in the device's order; what several lists say of one of them comes together.
struct InterfaceList {
    private(set) var entries: [DeviceFacts.Interface] = []
    private var places: [String: Int] = [:]

    /// Adds what is not known yet of an interface.
    mutating func add(_ name: String?, state: String?, address: String?, description: String?) {
        guard let name else { return }
        guard let place = self.places[name] else {
            self.places[name] = self.entries.count
            self.entries.append(.init(name: name, state: state, address: address, description: description))
            return
        }
        let known = self.entries[place]
        self.entries[place] = .init(
            name: name, state: known.state ?? state, address: known.address ?? address,
            description: known.description ?? description)
    }
}
