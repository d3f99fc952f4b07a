import CCurl
import Reactor

/// Owns one multi handle and the transfers in it; all calls belong on the loop.
final class CurlMulti {
    private let pointer: UnsafeMutableRawPointer
    private let alarm: LoopAlarm
    let sockets: SocketBook
    private var running: [UnsafeMutableRawPointer: Transfer] = [:]

    /// Nil when the library has no memory for it.
    init?(limits: HTTPLimits, sockets: SocketBook, alarm: LoopAlarm) {
        guard CurlLibrary.isReady, let pointer = curl_multi_init() else { return nil }
        self.pointer = pointer
        self.sockets = sockets
        self.alarm = alarm
        _ = ccurl_multi_set_long(pointer, CURLMOPT_MAX_HOST_CONNECTIONS, limits.connectionsPerHost)
        _ = ccurl_multi_set_long(pointer, CURLMOPT_MAX_TOTAL_CONNECTIONS, limits.connections)
        _ = ccurl_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, limits.idleConnections)
        _ = ccurl_multi_set_long(pointer, CURLMOPT_MAX_CONCURRENT_STREAMS, limits.streamsPerConnection)
        _ = ccurl_on_watch(
            pointer,
            { _, socket, what, context, _ in
                guard let context else { return 0 }
                Unmanaged<SocketBook>.fromOpaque(context).takeUnretainedValue().watch(socket, Int32(what))
                return 0
            }, Unmanaged.passUnretained(sockets).toOpaque())
        _ = ccurl_on_timer(
            pointer,
            { _, milliseconds, context in
                guard let context else { return 0 }
                Unmanaged<LoopAlarm>.fromOpaque(context).takeUnretainedValue().set(milliseconds)
                return 0
            }, Unmanaged.passUnretained(alarm).toOpaque())
    }

    deinit {
        for handle in self.running.keys { curl_multi_remove_handle(self.pointer, handle) }
        curl_multi_cleanup(self.pointer)
        self.alarm.set(-1)
    }

    /// Begins a transfer; false when the library has no room for it.
    func add(_ transfer: Transfer) -> Bool {
        let handle = transfer.easy.pointer
        guard curl_multi_add_handle(self.pointer, handle) == CURLM_OK else { return false }
        self.running[handle] = transfer
        return true
    }

    /// Takes a transfer out, which ends it at once.
    func remove(_ transfer: Transfer) {
        guard self.running.removeValue(forKey: transfer.easy.pointer) != nil else { return }
        curl_multi_remove_handle(self.pointer, transfer.easy.pointer)
    }

    /// Lets the library work on a socket, or on its timers.
    func act(_ socket: curl_socket_t, _ mask: Int32) {
        var count: Int32 = 0
        curl_multi_socket_action(self.pointer, socket, mask, &count)
    }

    /// One transfer that has come to its end, taken out; nil when there is none.
    func nextFinished() -> (transfer: Transfer, code: CURLcode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(self.pointer, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
            let code = message.pointee.data.result
            guard let transfer = self.running[handle] else { continue }
            self.remove(transfer)
            return (transfer, code)
        }
        return nil
    }
}
