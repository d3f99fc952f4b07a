/// Background work.
public enum JobPages {}
