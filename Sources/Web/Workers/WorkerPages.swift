/// The processes that run jobs.
public enum WorkerPages {}
