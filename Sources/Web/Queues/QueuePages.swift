/// The queue by kinds of jobs and by keys.
public enum QueuePages {}
