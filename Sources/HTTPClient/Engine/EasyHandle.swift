import CCurl
import Foundation

/// Owns one easy handle and the lists that were given to it; take it out of its multi handle before letting go.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    /// The first option that the library refused.
    private(set) var problem: CURLcode?

    init?() {
        guard CurlLibrary.isReady, let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
    }

    deinit {
        curl_easy_cleanup(self.pointer)
        for list in self.lists { curl_slist_free_all(list) }
    }

    func set(_ option: CURLoption, _ value: Int) { self.note(ccurl_set_long(self.pointer, option, value)) }

    func set(size option: CURLoption, _ value: Int) {
        self.note(ccurl_set_size(self.pointer, option, curl_off_t(value)))
    }

    /// The library copies the text.
    func set(_ option: CURLoption, _ value: String?) { self.note(ccurl_set_text(self.pointer, option, value)) }

    func set(blob option: CURLoption, _ value: [UInt8]) {
        self.note(ccurl_set_blob(self.pointer, option, value, value.count))
    }

    /// The library copies the bytes; their number is to be set before.
    func copyBody(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { raw in
            self.note(
                ccurl_set_text(
                    self.pointer, CURLOPT_COPYPOSTFIELDS, raw.baseAddress?.assumingMemoryBound(to: CChar.self)))
        }
    }

    func set(context value: UnsafeMutableRawPointer) {
        self.note(ccurl_set_pointer(self.pointer, CURLOPT_PRIVATE, value))
    }

    /// The library keeps the list, so it lives as long as the handle.
    func set(_ option: CURLoption, _ lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(list, line) else {
                curl_slist_free_all(list)
                return self.note(CURLE_OUT_OF_MEMORY)
            }
            list = longer
        }
        guard let list else { return }
        self.lists.append(list)
        self.note(ccurl_set_list(self.pointer, option, list))
    }

    func note(_ code: CURLcode) {
        if code != CURLE_OK, self.problem == nil { self.problem = code }
    }

    func milliseconds(_ option: CURLoption, _ duration: Duration) {
        self.set(option, Int(min(max(1, duration / .milliseconds(1)), 1e9)))
    }
}

/// The library's own start, once in the program's life.
enum CurlLibrary {
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
