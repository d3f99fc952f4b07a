import Postgres

extension SQL {
    /// A column with the name of the user whose id another column holds; works in SELECT and in RETURNING.
    static func userName(of column: StaticString, as alias: StaticString) -> SQL {
        """
        (
            SELECT coalesce(nullif(named_user.display_name, ''), named_user.username)
            FROM user_account AS named_user
            WHERE named_user.id = \(raw: column)
        ) AS \(raw: alias)
        """
    }

    /// A column with the name of the device of `device_id`; works in SELECT and in RETURNING.
    static let deviceName: SQL = """
        (SELECT named_device.name FROM device AS named_device WHERE named_device.id = device_id) AS device_name
        """
}
