/// The people who may sign in.
public enum UserPages {}
