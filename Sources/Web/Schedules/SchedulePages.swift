/// Work that is asked for again and again.
public enum SchedulePages {}
