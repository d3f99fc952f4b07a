// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A target of ours: every one is compiled under the same strict settings.
func target(_ name: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict + settings)
}

/// For the targets that talk to devices: what an actor on an event loop awaits goes on there, instead of on another thread and
/// back, which costs more than a whole command.
let staying: [SwiftSetting] = [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

/// The tests of one target, with the files they read; `Tests` mirrors `Sources`.
func tests(
    _ name: String, _ dependencies: [Target.Dependency] = [], data: [String] = [], settings: [SwiftSetting] = []
) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.init(stringLiteral: name)] + dependencies, exclude: data,
        swiftSettings: strict + settings)
}

/// Optimized in debug builds, too: what the tests do 10,000 times over. Whole modules, or generics would stay generic.
let optimized: [SwiftSetting] = [
    .unsafeFlags(
        ["-O", "-whole-module-optimization", "-num-threads", "2", "-disable-batch-mode"], .when(configuration: .debug))
]

/// A C library of the system; each is imported by exactly one Swift target.
func cLibrary(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/CLibraries/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "NetStacks",
    products: [.executable(name: "netstacks", targets: ["NetStacks"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        // Rooms from the ground up; `Tests/ArchitectureTests` holds their imports against the plan of the house.
        target("Domain"),
        .target(name: "CShims", path: "Sources/CLibraries/CShims"),
        target("Reactor", ["CShims"]),
        cLibrary("CPQ", pkgConfig: "libpq", apt: "libpq-dev"),
        target("Postgres", ["CPQ", "Reactor", logging]),
        cLibrary("CSSH2", pkgConfig: "libssh2", apt: "libssh2-1-dev"),
        cLibrary("CSSH", pkgConfig: "libssh", apt: "libssh-dev"),
        target("TCP", ["Reactor"], settings: staying),
        target("Fingerprints"),
        target("SSH", ["CSSH2", "CSSH", "TCP", "Fingerprints", "Reactor"], settings: staying),
        target("DeviceCLI", ["SSH", "TCP", "Reactor"], settings: staying),
        cLibrary("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        target("HTTPClient", ["CCurl", "Fingerprints", "Reactor"], settings: staying),
        .target(name: "CSNMP", path: "Sources/CLibraries/CSNMP", linkerSettings: [.linkedLibrary("netsnmp")]),
        target("SNMP", ["CSNMP", "DeviceCLI", "TCP", "Reactor"], settings: staying),
        target("DeviceAPI", ["DeviceCLI", "HTTPClient"], settings: staying),
        target("NETCONF", ["DeviceCLI", "SSH", "Reactor"], settings: staying),
        target(
            "FactSources", ["DeviceCLI", "SSH", "TCP", "NETCONF", "DeviceAPI", "HTTPClient", "SNMP", "Reactor"],
            settings: staying),
        target("ConfigTree", settings: optimized),
        target("Jinja"),
        cLibrary("CPCRE2", pkgConfig: "libpcre2-8", apt: "libpcre2-dev"),
        target("TextFSM", ["CPCRE2"]),
        cLibrary("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
        cLibrary("CArgon2", pkgConfig: "libargon2", apt: "libargon2-dev"),
        target("Secrets", ["CCrypto", "CArgon2"]),
        cLibrary("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev"),
        target("Compression", ["CZstd"]),
        cLibrary("CGit2", pkgConfig: "libgit2", apt: "libgit2-dev"),
        target("GitArchive", ["CGit2"]),
        target("ProgramSettings", ["Secrets", yams]),
        target("PrivatePostgres", [subprocess, logging]),
        target("Persistence", ["Domain", "Postgres"]),
        target(
            "Services",
            [
                "Domain", "Persistence", "DeviceCLI", "FactSources", "NETCONF", "DeviceAPI", "HTTPClient", "SNMP",
                "SSH",
                "TCP", "Reactor", "ConfigTree", "Jinja", "Secrets", "Compression", "GitArchive", yams,
            ]),
        target("JobRunner", ["Domain", "Persistence", "Services", lifecycle, logging]),
        target("Web", ["Domain", "Services", "Jinja", "Secrets", hummingbird, lifecycle, logging]),
        .executableTarget(
            name: "NetStacks",
            dependencies: [
                "ConfigTree", "Domain", "Reactor", "Postgres", "Persistence", "Secrets", "DeviceCLI", "Jinja",
                "Services",
                "JobRunner", "Web", "ProgramSettings", "PrivatePostgres", "FactSources", "NETCONF", "DeviceAPI",
                "HTTPClient", "SNMP", "SSH", "TCP", "TextFSM", arguments, lifecycle, logging, signals,
            ],
            swiftSettings: strict),

        // What `bin/bench` runs.
        .executableTarget(
            name: "PostgresBenchmark", dependencies: ["Postgres", "Reactor"], path: "Benchmarks/Postgres",
            exclude: ["bench.sh"], swiftSettings: strict),
        .executableTarget(
            name: "queue-benchmark",
            dependencies: ["Domain", "JobRunner", "Persistence", "Postgres", "Reactor", logging, lifecycle],
            path: "Benchmarks/Queue/Program", swiftSettings: strict),
        .executableTarget(
            name: "devices-benchmark", dependencies: ["DeviceCLI", "Domain", "Reactor", "SSH", "Services"],
            path: "Benchmarks/Devices/Program", swiftSettings: strict),
        .executableTarget(
            name: "jinja-benchmark", dependencies: ["Jinja"], path: "Benchmarks/Jinja/Program", swiftSettings: strict),
        .executableTarget(
            name: "config-benchmark", dependencies: ["ConfigTree", yams], path: "Benchmarks/Config/Program",
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Postgres", "Reactor"], path: "Tests/TestSupport", swiftSettings: strict
        ),
        .target(name: "SSHTestSupport", path: "Tests/SSHTestSupport", swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        tests("Domain"),
        tests("Reactor"),
        tests("Postgres", ["Reactor", "TestSupport"]),
        tests("Fingerprints"),
        tests("SSH", ["Fingerprints", "Reactor", "SSHTestSupport"]),
        tests("DeviceCLI", ["SSH", "Reactor", "SSHTestSupport", yams]),
        tests("HTTPClient", ["CCurl", "Reactor", "SSHTestSupport"], data: ["Servers"]),
        tests("SNMP", ["DeviceCLI", "TCP", "Reactor", "SSHTestSupport"]),
        tests("DeviceAPI", ["DeviceCLI", "HTTPClient", "Reactor", "SSHTestSupport"], data: ["Servers"]),
        tests("NETCONF", ["DeviceCLI", "SSH", "Reactor", "SSHTestSupport"], data: ["Servers"]),
        tests("ConfigTree", [yams], data: ["Cases", "Random"], settings: optimized),
        tests("TextFSM", data: ["oracle.py", "Cases"]),
        tests("Jinja", data: ["Cases", "oracle.py", "upstream.py"]),
        tests("Secrets"),
        tests("Compression"),
        tests("GitArchive", ["SSHTestSupport"], data: ["Servers"]),
        tests("ProgramSettings", ["Secrets"]),
        tests("PrivatePostgres", [subprocess, logging]),
        tests("Persistence", ["Domain", "Postgres", "TestSupport"]),
        tests("JobRunner", ["Domain", "Persistence", "Postgres", "TestSupport", lifecycle, logging]),
        .executableTarget(
            name: "ChaosWorker",
            dependencies: ["Domain", "JobRunner", "Persistence", "Postgres", "Reactor", lifecycle, logging, signals],
            path: "Tests/ChaosWorker", swiftSettings: strict),
        tests(
            "Web",
            [
                "Domain", "Services", "Jinja", "Secrets", "Persistence", "Postgres", "Reactor", "ConfigTree",
                "DeviceCLI",
                "SSHTestSupport", "TestSupport", "GitArchive", hummingbird, logging,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ], data: ["Samples"]),
    ]
)
