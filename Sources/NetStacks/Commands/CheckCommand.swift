import ArgumentParser
import Domain
import Foundation
import PrivatePostgres
import ProgramSettings
import Services

/// Says whether everything that is needed is there.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check folders, packages, database, schema, key and, if asked, that every device can be signed in to."
    )

    @Flag(help: "Also sign in to every device.") var devices = false
    @OptionGroup var flags: SettingFlags

    func run() async throws {
        var report = CheckReport()
        let settings = try flags.load()
        for (what, folder) in [
            ("views", settings.viewsFolder), ("public", settings.publicFolder),
            ("migrations", settings.migrationsFolder), ("platforms", settings.platformsFolder),
        ] {
            report.note(
                what, FileManager.default.fileExists(atPath: folder) ? nil : "there is no folder \(folder)", ok: folder)
        }
        var hasPlatforms = true
        do {
            _ = try PlatformCatalogue(directory: settings.platformsFolder, checksGrammars: true)
        } catch {
            report.note("platforms", "\(error)", ok: "")
            hasPlatforms = false
        }
        if settings.databaseURL == nil {
            do {
                report.note(
                    "packages", nil, ok: try await PrivatePostgres.installed(binaries: settings.postgresBinaries))
            } catch {
                report.note("packages", error.description, ok: "")
            }
        }
        // Nothing starts without them, and it would look as if the database were at fault.
        guard hasPlatforms else { throw ExitCode.failure }
        do {
            try await Program.run(settings) { program in
                report.note("database", nil, ok: "answers")
                await report.check("schema") { try await program.requireCurrentSchema() }
                await report.check("key") { try await program.checkKey() }
                await report.check("platforms") { try await program.services.platformTexts.reload() }
                if devices { try await checkDevices(program, &report) }
            }
        } catch {
            report.note("database", String(describing: error), ok: "")
        }
        if report.hasFailed { throw ExitCode.failure }
    }

    private func checkDevices(_ program: Program, _ report: inout CheckReport) async throws {
        let actor = Actor(
            user: UserReference(id: User.ID(), name: "command line"), role: .administrator, remoteAddress: "",
            requestID: "")
        var number = 1
        while true {
            let page = try await program.services.devices.list(
                DeviceFilter(page: Page(number: number, size: 200)), by: actor)
            for device in page.elements {
                await report.check("device \(device.name)") {
                    _ = try await program.services.deviceReadings.testConnection(of: device.id)
                }
            }
            if number >= page.lastPageNumber { return }
            number += 1
        }
    }
}

/// One line for each thing that was looked at.
struct CheckReport {
    private(set) var hasFailed = false

    mutating func note(_ what: String, _ problem: String?, ok: String) {
        print(problem.map { "✗ \(what): \($0)" } ?? "✓ \(what): \(ok)")
        if problem != nil { hasFailed = true }
    }

    mutating func check(_ what: String, _ body: () async throws -> Void) async {
        do {
            try await body()
            note(what, nil, ok: "fine")
        } catch {
            note(what, String(describing: error), ok: "")
        }
    }
}
