import CZstd

/// Zstandard frames (RFC 8878), alone or as a difference from a base that the reader has too.
public enum Zstandard {
    /// The largest distance that a difference may reach back, as a power of two of bytes: 128 MiB.
    private static let largestWindow = 27

    /// Compresses bytes; with a base, what both share costs next to nothing.
    public static func compress(
        _ bytes: [UInt8], against base: [UInt8] = [], level: Int = 9
    ) throws(CompressionError) -> [UInt8] {
        guard let context = ZSTD_createCCtx() else { throw CompressionError(code: .failed, cause: "no context") }
        defer { ZSTD_freeCCtx(context) }
        try check(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(level)))
        try check(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1))
        if !base.isEmpty {
            let reach = min(largestWindow, max(10, bits(base.count + bytes.count)))
            try check(ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, Int32(reach)))
            try check(ZSTD_CCtx_setParameter(context, ZSTD_c_enableLongDistanceMatching, 1))
        }
        var failure: CompressionError?
        let result = base.withUnsafeBytes { prefix in
            bytes.withUnsafeBytes { source in
                [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(source.count)) { target, count in
                    do throws(CompressionError) {
                        if !prefix.isEmpty { try check(ZSTD_CCtx_refPrefix(context, prefix.baseAddress, prefix.count)) }
                        count = try check(
                            ZSTD_compress2(
                                context, target.baseAddress, target.count, source.baseAddress, source.count))
                    } catch {
                        failure = error
                    }
                }
            }
        }
        if let failure { throw failure }
        return result
    }

    /// The bytes that were compressed; throws `.tooLarge` when they would be more than `most`.
    public static func expand(
        _ frame: [UInt8], against base: [UInt8] = [], most: Int
    ) throws(CompressionError) -> [UInt8] {
        let announced = ZSTD_getFrameContentSize(frame, frame.count)
        // The two largest values stand for «not said» and «no frame».
        guard announced < UInt64.max - 1 else {
            throw CompressionError(code: .damaged, cause: "no frame of known size")
        }
        guard announced <= UInt64(max(0, most)) else {
            throw CompressionError(code: .tooLarge, cause: "\(announced) bytes")
        }
        guard let context = ZSTD_createDCtx() else { throw CompressionError(code: .failed, cause: "no context") }
        defer { ZSTD_freeDCtx(context) }
        try check(ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Int32(largestWindow)), .damaged)
        var failure: CompressionError?
        let result = base.withUnsafeBytes { prefix in
            frame.withUnsafeBytes { source in
                [UInt8](unsafeUninitializedCapacity: Int(announced)) { target, count in
                    do throws(CompressionError) {
                        if !prefix.isEmpty {
                            try check(ZSTD_DCtx_refPrefix(context, prefix.baseAddress, prefix.count), .damaged)
                        }
                        count = try check(
                            ZSTD_decompressDCtx(
                                context, target.baseAddress, target.count, source.baseAddress, source.count), .damaged)
                    } catch {
                        failure = error
                    }
                }
            }
        }
        if let failure { throw failure }
        return result
    }

    @discardableResult
    private static func check(
        _ size: Int, _ code: CompressionError.Code = .failed
    ) throws(CompressionError) -> Int {
        guard ZSTD_isError(size) == 0 else {
            throw CompressionError(code: code, cause: String(cString: ZSTD_getErrorName(size)))
        }
        return size
    }

    /// How many bits a number has.
    private static func bits(_ number: Int) -> Int { Int.bitWidth - number.leadingZeroBitCount }
}
