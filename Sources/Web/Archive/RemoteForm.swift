import Domain

/// What a person says about the remote.
struct RemoteForm {
    var url = ""
    var branch = "main"
    var credentials = ""
    var hostKeys = ""

    init(_ remote: ArchiveRemote?) {
        guard let remote else { return }
        url = remote.url
        branch = remote.branch
        credentials = remote.credentialSetID?.description ?? ""
        hostKeys = remote.hostKeys.joined(separator: "\n")
    }

    init(_ body: FormBody) {
        url = body.text("url")
        branch = body.text("branch")
        credentials = body.text("credential_set_id")
        hostKeys = body.raw("host_keys")
    }

    /// Throws when the credential set is none at all.
    func remote() throws -> ArchiveRemote {
        let id = CredentialSet.ID(credentials)
        if !credentials.isEmpty, id == nil {
            throw Problem.invalid([FieldProblem("credential_set_id", "This credential set does not exist any more.")])
        }
        return ArchiveRemote(
            url: url, branch: branch, credentialSetID: id,
            hostKeys: hostKeys.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    func form(_ sets: [CredentialSet], problem: Problem?) -> Component.Form {
        let problems = problem?.fields ?? []
        let names = ["url", "branch", "credential_set_id", "host_keys"]
        let isMine = problems.contains { names.contains($0.name) }
        return Component.Form(
            action: "/archive/remote", submitTitle: "Save and push", cancelURL: "",
            error: isMine ? "Look at the marked fields." : "",
            fields: [
                .make(
                    "url", "Address", value: url,
                    help: "ssh://git@host/path.git, git@host:path.git or https://host/path.git.",
                    isRequired: true, problems: problems),
                .make("branch", "Branch", value: branch, isRequired: true, problems: problems),
                .make(
                    "credential_set_id", "Credential set", kind: "select", value: credentials,
                    options: [.make("", "None", chosen: credentials)]
                        + sets.map { .make($0.id.description, $0.name, chosen: credentials) }, problems: problems),
                .make(
                    "host_keys", "Trusted SSH host keys", kind: "textarea", value: hostKeys,
                    help:
                        "SHA-256 fingerprints as ssh-keygen -lf prints them, one a line. Without one nothing is pushed over SSH.",
                    rows: 2, problems: problems),
            ])
    }
}
