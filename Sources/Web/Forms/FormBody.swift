import Domain
import Foundation
import Hummingbird
import NIOCore

/// The fields of a form or of a query, in the order sent (application/x-www-form-urlencoded, WHATWG URL 5.1).
struct FormBody: Sendable {
    let fields: [(name: String, value: String)]

    init(_ encoded: String) {
        fields = encoded.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decode(parts[0]), parts.count > 1 ? Self.decode(parts[1]) : "")
        }
    }

    /// Reads the body and puts it back, so that whoever comes next can read it too.
    init(collecting request: inout Request, upTo limit: Int) async throws {
        let buffer = try await request.collectBody(upTo: limit)
        guard buffer.readableBytes == 0 || request.mediaType == "application/x-www-form-urlencoded" else {
            throw Problem(
                .unsupportedFormat, code: "media_type", "Send the form as application/x-www-form-urlencoded.")
        }
        self.init(String(buffer: buffer))
    }

    /// The query of a request.
    init(queryOf request: Request) {
        self.init(request.uri.query ?? "")
    }

    /// The first value, trimmed of spaces at both ends; empty when there is none.
    func text(_ name: String) -> String {
        raw(name).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The first value as sent, with line ends as line feeds; empty when there is none.
    func raw(_ name: String) -> String {
        let value = fields.first { $0.name == name }?.value ?? ""
        return value.replacingOccurrences(of: "\r\n", with: "\n")
    }

    /// Every value of a repeated field that is not empty.
    func all(_ name: String) -> [String] {
        fields.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
    }

    /// Every field whose name begins with the prefix, without the prefix.
    func group(_ prefix: String) -> [(name: String, value: String)] {
        fields.filter { $0.name.hasPrefix(prefix) }.map { (String($0.name.dropFirst(prefix.count)), $0.value) }
    }

    private static func decode(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var iterator = text.utf8.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = iterator.next(), let low = iterator.next() else { return String(text) }
                let digits = String(decoding: [high, low], as: UTF8.self)
                guard let value = UInt8(digits, radix: 16) else { return String(text) }
                bytes.append(value)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Request {
    /// What the body is said to be, without parameters and in lower case; empty when nothing is said.
    var mediaType: String {
        let type = headers[.contentType]?.split(separator: ";").first ?? ""
        return type.trimmingCharacters(in: .whitespaces).lowercased()
    }

    /// The fields of the form in the body.
    func form(_ context: some RequestContext) async throws -> FormBody {
        var request = self
        return try await FormBody(collecting: &request, upTo: context.maxUploadSize)
    }
}
