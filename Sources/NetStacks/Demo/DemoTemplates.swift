import Domain

/// The template sets of the demonstration: small, but written as one would write them for a real network.
enum DemoTemplates {
    static let ntp = draft(
        "NTP", "Time servers of a switch.", ["cisco_ios"],
        deploy: """
            {% for server in ntp_servers %}
            ntp server {{ server }}
            {% endfor %}
            """,
        validate: """
            {% for server in ntp_servers %}
            ntp server {{ server }}
            {% endfor %}
            """,
        delete: """
            {% for server in ntp_servers %}
            no ntp server {{ server }}
            {% endfor %}
            """)

    static let snmp = draft(
        "SNMP", "Where and whose a switch is, and who may ask it.", ["cisco_ios"],
        deploy: """
            snmp-server location {{ snmp_location }}
            snmp-server contact {{ snmp_contact | default('noc@example.net') }}
            snmp-server community {{ snmp_community }} RO
            """,
        validate: """
            snmp-server location {{ snmp_location }}
            snmp-server contact {{ snmp_contact | default('noc@example.net') }}
            """,
        delete: """
            no snmp-server location
            no snmp-server contact
            no snmp-server community {{ snmp_community }}
            """)

    static let vlan = draft(
        "VLAN", "A VLAN on switches, and the subinterface that carries it on routers.", ["cisco_ios", "frr"],
        deploy: """
            {% if device.platform == 'frr' %}
            interface eth0.{{ vlan_id }}
             description {{ vlan_name }}
            {% else %}
            vlan {{ vlan_id }}
             name {{ vlan_name }}
            {% endif %}
            """,
        validate: """
            {% if device.platform == 'frr' %}
            interface eth0.{{ vlan_id }}
             description {{ vlan_name }}
            {% else %}
            vlan {{ vlan_id }}
             name {{ vlan_name }}
            {% endif %}
            """,
        delete: """
            {% if device.platform == 'frr' %}
            no interface eth0.{{ vlan_id }}
            {% else %}
            no vlan {{ vlan_id }}
            {% endif %}
            """)

    static let all = [ntp, snmp, vlan]

    private static func draft(
        _ name: String, _ summary: String, _ platforms: [String], deploy: String, validate: String, delete: String
    ) -> TemplateSetDraft {
        TemplateSetDraft(
            name: name, summary: summary, platforms: platforms.compactMap(PlatformName.init),
            bodies: TemplateBodies(deploy: deploy, validate: validate, delete: delete))
    }
}
