/// Changes: proposed, planned, approved, run, verified, undone.
public enum ChangePages {}
