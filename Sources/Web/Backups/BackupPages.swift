/// Stored configurations.
public enum BackupPages {}
