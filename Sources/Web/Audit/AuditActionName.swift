/// The actions that the record knows, for its filter; stored words that never change.
enum AuditActionName {
    static let all = [
        "session.begin", "session.refuse", "user.add", "user.update", "user.password", "token.create", "token.revoke",
        "device.add", "device.update", "device.remove", "device.accept_host_key", "device.test_connection",
        "device.read_configuration", "device.read_facts", "device.accept_identity", "device.back_up_device",
        "credential.add", "credential.update",
        "credential.remove", "template.add", "template.update", "template.remove", "stack.add", "stack.update",
        "stack.remove", "change.propose", "change.plan", "change.plan_again", "change.approve", "change.reject",
        "change.run",
        "change.cancel", "change.settle", "job.cancel", "job.replay", "queue.pause", "queue.resume", "queue.limit",
        "worker.pause", "worker.resume", "worker.drain", "breaker.reset",
        "lockout.reset", "platform.save", "platform.remove", "backup.accept", "backup.view_secrets",
        "backup.hold", "backup.release", "backup.retention",
        "backup.prune", "snapshot.take", "snapshot.remove", "archive.catch_up", "archive.rebuild", "archive.remote",
        "archive.remote_remove", "archive.push",
    ]
}
