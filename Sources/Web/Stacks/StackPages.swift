/// Template sets that are deployed together.
public enum StackPages {}
