import Foundation
import Testing

/// SwiftPM lets a target import what it reaches only indirectly, so the plan of the house is held here.
@Suite struct ImportTests {
    /// What each target may import besides the standard library's own modules.
    static let allowed: [String: Set<String>] = [
        "Domain": [],
        "Reactor": ["CShims"],
        "Postgres": ["CPQ", "Reactor", "Logging"],
        "TCP": ["Reactor"],
        "Fingerprints": [],
        "SSH": ["CSSH", "CSSH2", "TCP", "Fingerprints", "Reactor"],
        "DeviceAPI": ["DeviceCLI", "HTTPClient"],
        "NETCONF": ["DeviceCLI", "SSH", "Reactor"],
        "HTTPClient": ["CCurl", "Fingerprints", "Reactor"],
        "DeviceCLI": ["SSH", "TCP", "Reactor"],
        "SNMP": ["CSNMP", "DeviceCLI", "TCP", "Reactor"],
        "ConfigTree": [],
        "Jinja": [],
        "TextFSM": ["CPCRE2"],
        "Secrets": ["CCrypto", "CArgon2"],
        "Compression": ["CZstd"],
        "GitArchive": ["CGit2"],
        "ProgramSettings": ["Secrets", "Yams"],
        "PrivatePostgres": ["Subprocess", "Logging"],
        "Persistence": ["Domain", "Postgres"],
        "FactSources": ["DeviceCLI", "SSH", "TCP", "NETCONF", "DeviceAPI", "HTTPClient", "SNMP", "Reactor"],
        "Services": [
            "Domain", "Persistence", "DeviceCLI", "FactSources", "NETCONF", "DeviceAPI", "HTTPClient", "SNMP", "SSH",
            "TCP",
            "Reactor", "ConfigTree", "Jinja", "Secrets", "Compression", "GitArchive", "Yams",
        ],
        "JobRunner": ["Domain", "Persistence", "Services", "ServiceLifecycle", "Logging"],
        "Web": [
            "Domain", "Services", "Secrets", "Jinja", "Hummingbird", "HTTPTypes", "NIOCore", "Logging",
            "ServiceLifecycle",
        ],
        "NetStacks": [
            "ConfigTree", "Domain", "Reactor", "Postgres", "Persistence", "Secrets", "DeviceCLI", "SSH", "Services",
            "JobRunner",
            "Web", "Jinja",
            "FactSources", "NETCONF", "DeviceAPI", "HTTPClient", "SNMP", "TCP", "TextFSM", "ProgramSettings",
            "PrivatePostgres",
            "ArgumentParser", "ServiceLifecycle", "Logging",
            "UnixSignals",
        ],
    ]

    /// Modules that come with the toolchain.
    static let toolchain: Set<String> = [
        "Foundation", "Synchronization", "Glibc", "Musl", "Darwin", "Dispatch", "RegexBuilder", "SystemPackage",
    ]

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(arguments: allowed.keys.sorted())
    func `a target imports only the rooms below it`(target: String) throws {
        let allowed = try #require(Self.allowed[target])
        for file in Self.swiftFiles(in: "Sources/\(target)") {
            for module in try Self.imports(of: file) where !Self.toolchain.contains(module) {
                #expect(allowed.contains(module), "\(file.lastPathComponent) imports \(module)")
            }
        }
    }

    @Test func `every target has its line in the table`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root.path + "/Sources")
        #expect(Set(folders).subtracting(["CLibraries"]) == Set(Self.allowed.keys))
    }

    @Test func `each C library is imported by exactly one target`() throws {
        var importers: [String: Set<String>] = [:]
        for target in Self.allowed.keys {
            for file in Self.swiftFiles(in: "Sources/\(target)") {
                for module in try Self.imports(of: file) where Self.cLibraries.contains(module) {
                    importers[module, default: []].insert(target)
                }
            }
        }
        #expect(Set(importers.keys) == Self.cLibraries)
        for (module, targets) in importers { #expect(targets.count == 1, "\(module): \(targets)") }
    }

    @Test func `SQL is written in repositories only`() throws {
        let verbs = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "]
        for target in ["Domain", "Services", "JobRunner", "Web", "NetStacks"] {
            for file in Self.swiftFiles(in: "Sources/\(target)") {
                let text = try String(contentsOf: file, encoding: .utf8)
                for verb in verbs { #expect(!text.contains(verb), "\(file.lastPathComponent) holds \(verb)") }
            }
        }
    }

    @Test func `only the executor of changes holds a writing connection`() throws {
        let writers = ["WritingConnection", "withWriter", "EAPIWriter", "NXAPIWriter", "RESTCONFWriter"]
        for target in ["FactSources", "Services", "JobRunner", "Web", "NetStacks"] {
            for file in Self.swiftFiles(in: "Sources/\(target)") {
                let text = try String(contentsOf: file, encoding: .utf8)
                let mayWrite = file.path.contains("/Changes/Run/") || file.lastPathComponent == "DeviceReader.swift"
                for writer in writers {
                    #expect(mayWrite || !text.contains(writer), "\(file.lastPathComponent) names \(writer)")
                }
            }
        }
    }

    private static let cLibraries: Set<String> = [
        "CShims", "CPQ", "CSSH", "CSSH2", "CCurl", "CSNMP", "CCrypto", "CArgon2", "CZstd", "CGit2",
    ]

    private static func swiftFiles(in folder: String) -> [URL] {
        let files = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
    }

    private static func imports(of file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard let index = words.firstIndex(of: "import"), index <= 2,
                words[..<index].allSatisfy({
                    ["public", "internal", "package", "private", "@testable", "@preconcurrency"].contains($0)
                })
            else { return nil }
            return words.last
        }
    }
}
