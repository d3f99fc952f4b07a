extension ModeGraph {
    /// The shortest way between two modes; nil when there is none, empty when they are the same.
    ///
    /// A mode that configures is entered only when `mayConfigure`; it can always be left.
    public func way(from start: Mode, to target: Mode, mayConfigure: Bool) -> [ModeWay]? {
        var reached: [Mode: [ModeWay]] = [start: []]
        var queue = [start]
        while !queue.isEmpty {
            let mode = queue.removeFirst()
            guard let path = reached[mode] else { continue }
            if mode == target { return path }
            for way in self.definition(mode)?.ways ?? [] where reached[way.target] == nil {
                if !mayConfigure, self.isForWriting(way.target) { continue }
                reached[way.target] = path + [way]
                queue.append(way.target)
            }
        }
        return nil
    }

    /// Whether only a writing connection may enter the mode: it configures and is not the one that reads, too.
    func isForWriting(_ mode: Mode) -> Bool { self.has(.configuration, mode) && !self.has(.reading, mode) }
}
