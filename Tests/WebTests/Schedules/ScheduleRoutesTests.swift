import Domain
import Foundation
import Services
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct ScheduleRoutesTests {
    /// A whole form; single fields are given anew.
    private func fields(_ changed: [String: String] = [:]) -> [(String, String)] {
        let whole = [
            "name": "Nightly backup", "action": "back_up_device", "selection": "all", "timing": "cron",
            "cron": "30 2 * * MON-FRI", "interval": "6", "unit": "hours", "interval_start": "2026-01-01T00:00",
            "once_at": "", "zone": "Europe/Berlin", "windows": "", "blackouts": "", "misfire": "skip",
            "grace_minutes": "60", "overlap": "skip",
        ]
        return whole.merging(changed) { $1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    @Test func `a schedule is added, shown in words, turned off and on, edited and removed`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.engineer)
            #expect(try await browser.get("/schedules/new").status == 200)
            let made = try await browser.post("/schedules", fields())
            #expect(made.status == 303)
            let path = made.location
            let list = try await browser.get("/schedules").text
            #expect(list.contains("every weekday at 02:30 Europe/Berlin") && list.contains("Nightly backup"))
            let page = try await browser.get(path)
            #expect(page.heading == "Nightly backup" && page.text.components(separatedBy: "Runs</span>").count == 11)
            #expect(try await browser.post(path + "/disabling").location == path)
            #expect(try await browser.get(path).text.contains("The schedule is off"))
            #expect(try await browser.post(path + "/enabling").location == path)
            let edit = try await browser.get(path + "/edit").text
            #expect(edit.contains("value=\"30 2 * * MON-FRI\""))
            #expect(try await browser.post(path, fields(["cron": "@daily", "name": "Daily"])).location == path)
            #expect(try await browser.get(path).text.contains("every day at 00:00 Europe/Berlin"))
            #expect(try await browser.post(path + "/deletion").location == "/schedules")
            #expect(try await browser.get(path).status == 404)
        }
    }

    @Test func `errors stand at their fields and nothing that was typed is lost`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.engineer)
            let wrong = fields([
                "name": "", "cron": "61 2 * * <b>", "windows": "sometimes", "blackouts": "2026-12-24 Christmas",
                "grace_minutes": "soon",
            ])
            let answer = try await browser.post("/schedules", wrong)
            #expect(answer.status == 422)
            #expect(answer.text.contains("id=\"field-cron-error\"") && answer.text.contains("«61» is out of range"))
            #expect(answer.text.contains("id=\"field-windows-error\"") && answer.text.contains("sometimes"))
            #expect(answer.text.contains("id=\"field-grace_minutes-error\"") && answer.text.contains("value=\"soon\""))
            #expect(answer.text.contains("2026-12-24 Christmas") && answer.text.contains("61 2 * * &lt;b&gt;"))
            let never = try await browser.post("/schedules", fields(["cron": "30 2 30 2 *"]))
            #expect(never.status == 422 && never.text.contains("never comes"))
            let past = try await browser.post("/schedules", fields(["timing": "once", "once_at": "2020-01-01T10:00"]))
            #expect(past.status == 422 && past.text.contains("id=\"field-once_at-error\""))
            let nothing = try await browser.post("/schedules", fields(["selection": "devices"]))
            #expect(nothing.status == 422 && nothing.text.contains("id=\"field-device-error\""))
        }
    }

    @Test func `a preview needs no JavaScript, and a script gets it alone`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.engineer)
            let form = fields(["name": "", "cron": "0 3 * * *", "windows": "SAT 00:00-24:00"])
            let page = try await browser.post("/schedules/preview", form)
            #expect(page.status == 200 && page.heading == "Add schedule" && page.text.contains("No window is open."))
            #expect(page.text.contains("SAT 00:00-24:00"))
            let part = try await browser.post("/schedules/preview", form, headers: [("X-Fragment", "1")])
            #expect(part.status == 200 && part.text.contains("id=\"schedule-preview\"") && !part.text.contains("<html"))
            let wrong = try await browser.post(
                "/schedules/preview", fields(["zone": "Mars/Olympus"]), headers: [("X-Fragment", "1")])
            #expect(wrong.status == 200 && wrong.text.contains("time zone of the IANA database"))
        }
    }

    @Test func `a run that was asked for leads to its jobs`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            let path = "/schedules/\(world.schedule.id)"
            let run = try await browser.get("\(path)/runs/\(world.run.id)").text
            #expect(run.contains("r1") && run.contains("/jobs/\(world.run.jobIDs[0])"))
            // The run before has a job that waits.
            let again = try await browser.post(path + "/runs")
            #expect(again.status == 409 && again.text.contains("still going"))
            #expect(try await browser.get("\(path)/runs/\(ScheduleRun.ID())").status == 404)
        }
    }

    @Test func `a viewer sees why the buttons are shut`() async throws {
        try await TestSite.with { site in
            let world = try await site.world(by: try await site.browser(.administrator))
            let page = try await site.browser(.viewer).get("/schedules/\(world.schedule.id)")
            #expect(page.status == 200 && page.text.contains("may not manage schedules"))
            #expect(!page.text.contains("/deletion"))
        }
    }
}
