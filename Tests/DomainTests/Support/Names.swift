import Domain

// Testing and Foundation have types of the same names, which macros cannot tell apart by a module's name.
typealias DeviceTag = Domain.Tag
typealias DevicePort = Domain.Port
