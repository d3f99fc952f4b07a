import DeviceCLI
import Domain
import Foundation
import Testing

@testable import Services

/// What is wrong with platform files is said of the file and the line that are wrong, once, and soon.
struct PlatformFilesTests {
    private static let base = """
        name: base
        title: Base
        cli:
          modes:
            privileged: { prompt: '^(?<host>[a-z0-9]+)# ?$' }
          errors: ['^% Invalid']
          commands: {}
          read_only: { allow: ['^show( |$)'] }

        """

    private func troubles(_ files: [String: String]) throws -> [String: String] {
        let set = try PlatformSet(files: PlatformFolder.Contents(texts: files), own: [:])
        return Dictionary(uniqueKeysWithValues: set.troubles.map { ($0.name, $0.sentence) })
    }

    @Test func `aliases in aliases are refused before they unfold`() throws {
        let bomb =
            "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + zip("abcdefg", "bcdefgh").map { from, to in
                "\(to): &\(to) [\((0..<9).map { _ in "*\(from)" }.joined(separator: ","))]\n"
            }.joined() + "? *h\n: x\n"
        let clock = ContinuousClock()
        let time = try clock.measure {
            let sentence = try self.troubles(["own": "name: own\n" + bomb])["own"]
            #expect(
                sentence?.hasPrefix("own.yaml, line 3: Anchors (&name) and aliases (*name) are not allowed.") == true)
        }
        #expect(time < .seconds(2))
    }

    @Test func `a star and an ampersand in an expression are no aliases`() throws {
        let text = Self.base.replacing("['^% Invalid']", with: "['^% Invalid', ' &x', '[&*]', ' *y*&z', 'R & D']")
        #expect(try self.troubles(["base": text]) == [:])
    }

    @Test func `a text without an end and a text of brackets are refused with a sentence`() throws {
        let large = try self.troubles(["own": "name: own\n" + String(repeating: "# x\n", count: 100_000)])["own"]
        #expect(large == "own.yaml: The text has more than 256 KiB; no platform needs so much.")
        #expect(
            try self.troubles(["own": String(repeating: "[", count: 200_000)])["own"]?.contains("This is no YAML")
                == true)
    }

    @Test func `a mistake is said once, not of each platform that extends the wrong one`() throws {
        let wrong = Self.base.replacing("errors:", with: "erors:")
        let child = "name: child\ntitle: Child\nextends: base\n"
        let troubles = try self.troubles(["base": wrong, "child": child])
        #expect(troubles["base"]?.contains("base.yaml, line 6, cli.erors: There is no such key.") == true)
        #expect(troubles["child"] == "child.yaml, extends: «base» is wrong itself. Mend that one first.")
        // What is wrong in the child itself is said of it.
        let both = try self.troubles(["base": wrong, "child": child + "cli:\n  promts: {}\n"])
        #expect(both["child"]?.contains("child.yaml, line 5, cli.promts") == true)
        #expect(both["child"]?.contains("erors") == false)
        // A file that cannot even be parsed is not called missing.
        let broken = try self.troubles(["base": "name: [", "child": child])
        #expect(broken["child"] == "child.yaml, extends: «base» is wrong itself. Mend that one first.")
    }

    @Test func `a key that stands twice is said with its line, not with half the file`() throws {
        let sentence = try self.troubles(["base": Self.base + "title: Again\n"])["base"]
        #expect(sentence?.hasSuffix(": The key «title» stands here twice.") == true, "\(sentence ?? "none")")
        #expect(sentence?.contains("\n") == false)
    }

    @Test func `a file that is no text is named itself, and the others are read`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "platforms-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(Self.base.utf8).write(to: folder.appending(path: "base.yaml"))
        try Data([0xFF, 0xFE, 0x00, 0x9C]).write(to: folder.appending(path: "binary.yaml"))
        try Data(repeating: 0x20, count: 300_000).write(to: folder.appending(path: "large.yaml"))
        try FileManager.default.createDirectory(
            at: folder.appending(path: "own.yaml"), withIntermediateDirectories: true)
        let contents = try PlatformFolder(path: folder.path).contents()
        let set = try PlatformSet(files: contents, own: [:])
        #expect(set.platforms.map(\.name.text) == ["base"])
        #expect(
            set.troubles.map(\.sentence) == [
                "binary.yaml: This is no text in UTF-8. Save it as one, or take it away.",
                "large.yaml: The text has more than 256 KiB; no platform needs so much.",
                "own.yaml: This is a folder and no file. Rename it, or take it away.",
            ])
        // A platform whose file cannot be read any more stays as it was.
        try Data([0xFF]).write(to: folder.appending(path: "base.yaml"))
        try Data(Self.base.replacing("base", with: "other").utf8).write(to: folder.appending(path: "other.yaml"))
        let later = try PlatformSet(files: PlatformFolder(path: folder.path).contents(), own: [:], keeping: set)
        #expect(later.platforms.map(\.name.text) == ["base", "other"])
    }

    @Test func `a folder that is not there is named with the variable that names it`() {
        let problem = #expect(throws: (any Error).self) { try PlatformFolder(path: "/nowhere/platforms").contents() }
        #expect(String(describing: problem).contains("NETSTACKS_PLATFORMS_FOLDER"))
    }
}
