extension ModeGraph {
    /// Reads and checks the modes of a platform file.
    static func read(_ reader: KeyReader) -> ModeGraph {
        guard let map = reader.map("modes") else {
            reader.missing("modes", "a map of the modes with their prompts")
            return ModeGraph([])
        }
        let readers = map.freeKeys.map {
            ($0.key, KeyReader($0.value, path: map.path($0.key), log: map.log))
        }
        let graph = ModeGraph(readers.map { ModeDefinition($0, $1) })
        map.finish()
        graph.check(map)
        return graph
    }

    private func check(_ reader: KeyReader) {
        let names = self.modes.map(\.name.rawValue)
        for mode in self.modes {
            let path = "\(mode.name).ways"
            for way in mode.ways {
                if way.target == mode.name {
                    reader.note(mode.name.rawValue, "A way of «\(path)» leads to its own mode. Remove it.")
                } else if self.definition(way.target) == nil {
                    let hint = NearestWord.to(way.target.rawValue, among: names).map { " Did you mean «\($0)»?" } ?? ""
                    reader.note(
                        mode.name.rawValue, "A way leads to «\(way.target)», which is no mode of this platform.\(hint)")
                }
            }
        }
        guard let home = self.home else {
            reader.log.note(
                reader.place, reader.path,
                "No mode has the role «reading». Name one «privileged», or give one that role.")
            return
        }
        for mode in self.modes where mode.name != home && !mode.roles.contains(.reading) {
            if self.way(from: mode.name, to: home, mayConfigure: true) == nil {
                reader.note(
                    mode.name.rawValue,
                    "No way leads from this mode to «\(home)», so a session in it would be stuck. Add one to «ways».")
            }
        }
        for mode in self.modes where mode.roles == [.configuration] && mode.name == self.configuration {
            if self.way(from: home, to: mode.name, mayConfigure: true) == nil {
                reader.note(mode.name.rawValue, "No way leads from «\(home)» to this mode. Add one to its «ways».")
            }
        }
    }
}
