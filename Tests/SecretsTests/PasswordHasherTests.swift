import Foundation
import Testing

@testable import Secrets

struct PasswordHasherTests {
    private let cheap = Argon2Parameters(memory: 64, passes: 1, lanes: 1)

    @Test func `the right password fits and a wrong one does not`() async throws {
        let hasher = PasswordHasher()
        let encoded = try await hasher.hash(Secret("correct horse battery"))
        #expect(encoded.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(try await hasher.verify(Secret("correct horse battery"), against: encoded))
        #expect(try await !hasher.verify(Secret("correct horse batterY"), against: encoded))
        #expect(!hasher.needsRehash(encoded))
    }

    @Test func `two hashes of one password differ`() async throws {
        let hasher = PasswordHasher(parameters: cheap)
        let (one, two) = (try await hasher.hash(Secret("same")), try await hasher.hash(Secret("same")))
        #expect(one != two)
    }

    @Test func `the same password typed on another system fits`() async throws {
        let hasher = PasswordHasher(parameters: cheap)
        let encoded = try await hasher.hash(Secret("caf\u{e9} ol\u{e9}"))
        #expect(try await hasher.verify(Secret("cafe\u{301} ole\u{301}"), against: encoded))
    }

    @Test func `a hash of other cost still verifies and asks to be made again`() async throws {
        let encoded = try await PasswordHasher(parameters: cheap).hash(Secret("value"))
        let hasher = PasswordHasher()
        #expect(try await hasher.verify(Secret("value"), against: encoded))
        #expect(hasher.needsRehash(encoded))
        #expect(hasher.needsRehash("not a hash"))
    }

    @Test(arguments: [
        "", "secret", "$2b$12$abcdefghijklmnopqrstuv", "$argon2id$v=19$m=64,t=1,p=1$salt",
        "$argon2id$v=16$m=64,t=1,p=1$c2FsdHNhbHQ$AAAA",
        "$argon2id$v=19$m=4194304,t=1,p=1$c2FsdHNhbHQ$AAAAAAAA", "$argon2id$v=19$m=64,t=1,p=1$!!$??",
    ])
    func `what is not a hash of ours is an error, not a wrong password`(encoded: String) async {
        let error = await #expect(throws: SecretsError.self) {
            try await PasswordHasher(parameters: cheap).verify(Secret("x"), against: encoded)
        }
        #expect(error?.code == .malformedPasswordHash)
    }

    @Test func `an unknown user costs a whole verification`() async throws {
        // Real work waits in the same line as every other: a full line refuses it too. A shortcut would never be refused.
        let hasher = PasswordHasher(parameters: .standard, threads: 1, waiting: 1)
        let refusals = await withTaskGroup(of: SecretsError.Code?.self) { group in
            for _ in 0..<24 {
                // Begun at once, one after the other, however busy the machine is.
                group.addImmediateTask {
                    do throws(SecretsError) {
                        try await hasher.verifyAgainstNobody(Secret("other"))
                        return nil
                    } catch {
                        return error.code
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(refusals.contains(.hashingBusy))
        #expect(refusals.contains(nil))
    }

    @Test func `more work than the line holds is refused, and the line drains`() async throws {
        let hasher = PasswordHasher(parameters: .standard, threads: 1, waiting: 1)
        let outcomes = await withTaskGroup(of: SecretsError.Code?.self) { group in
            for _ in 0..<24 {
                // Begun at once, one after the other, however busy the machine is.
                group.addImmediateTask {
                    do throws(SecretsError) {
                        _ = try await hasher.hash(Secret("value"))
                        return nil
                    } catch {
                        return error.code
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.contains(nil))
        #expect(outcomes.contains(.hashingBusy))
        #expect(outcomes.allSatisfy { $0 == nil || $0 == .hashingBusy })
        #expect(try await hasher.hash(Secret("value")).hasPrefix("$argon2id$"))
    }
}
