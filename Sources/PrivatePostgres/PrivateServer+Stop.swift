import Foundation
import Logging

extension PrivateServer {
    /// Fast shutdown: SIGINT, then wait until every process is gone; call it with the users' lock held exclusively.
    func stop(until deadline: ContinuousClock.Instant) async throws(PrivatePostgresError) {
        guard let server = Postmaster.running(in: folders.cluster) else { return }
        guard Postmaster.isProcess(server.process, in: folders.cluster) else {
            logger.notice("PostgreSQL runs where this program cannot signal it, and was left running")
            return
        }
        guard kill(server.process, SIGINT) == 0 || errno == ESRCH else {
            throw PrivatePostgresError(
                .stopFailed,
                "PostgreSQL (process \(server.process)) cannot be stopped: \(String(cString: strerror(errno))).")
        }
        while Postmaster.isProcess(server.process, in: folders.cluster) || Postmaster.hasProcesses(in: folders.cluster)
        {
            try await Pause.briefly(until: deadline) {
                "PostgreSQL (process \(server.process)) did not stop in time; see \(folders.log)."
            }
        }
        logger.info("Private PostgreSQL has stopped")
    }
}
