/// Credential sets; their secrets are write-only.
public enum CredentialPages {}
