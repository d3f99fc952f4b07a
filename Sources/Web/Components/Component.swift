/// The shared parts that pages are made of, ready to print.
public enum Component {}
