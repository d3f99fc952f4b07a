import SSH

/// How a connector uses a pool.
public struct PoolUse: Sendable {
    let pool: SessionPool
    let context: String
    let site: String?
    let platform: String

    /// Sessions for `context`, which never share any with another one; `site` counts for the caps of sites.
    public init(_ pool: SessionPool, context: String, site: String? = nil, platform: String) {
        self.pool = pool
        self.context = context
        self.site = site
        self.platform = platform
    }

    /// The key of sessions for this login at this address, on these terms.
    func key(_ address: DeviceAddress, _ login: DeviceLogin, _ access: DeviceAccess) -> SessionKey {
        SessionKey(
            context: self.context, address: address, username: login.username,
            proof: login.login.digest(salt: self.pool.salt, with: login.enablePassword), platform: self.platform,
            terms: access.terms)
    }
}
