"""Rows that many platforms of Cisco's manner share; a platform adds its own to them."""

SERVICES = """
config:
  vdc <word> id <1-4>
  banner (motd|login|exec) <line> !banner
  username <word> = <line>
  enable (secret|password) = <line>
  service <line>
  aaa <line>
  ip domain-lookup
  ip domain (lookup|list) <line>
  ip (domain-name|host) = <line>
  ip name-server <line>
  ip ssh <line>
  ip http <line>
  logging (host|server) <line>
  logging (trap|buffered|console|monitor|facility|level|source-interface|timestamp) = <line>
  logging <host> [<line>]
  snmp-server (location|contact|chassis-id|source-interface|trap-source) = <line>
  snmp-server (community|host|user|enable|group|view) <line>
  ntp server <host> = [<line>]
  ntp (source|source-interface|peer|authenticate|master|logging) <line>
  tacacs-server <line>
  radius-server <line>
  spanning-tree <line>
  errdisable <line>
  ip prefix-list <line>
  ip access-list [(standard|extended)] <word> -> acl
  route-map <word> [(permit|deny)] [<0-65535>] -> route-map
  ip route <line>
  ip routing
  lldp <line>
line:
  exec-timeout = <line>
  session-limit = <line>
  (login|transport|length|access-class) <line>
acl:
  <1-4294967294> = (permit|deny|remark) <line>
  (permit|deny|remark) <line> !number
  statistics <line>
route-map:
  (match|set) <line>
  description = <line>
"""

LAYER2 = """
vlan:
  name = <word>
  state = (active|suspend)
  shutdown
if:
  description = <line>
  mtu = <64-9216>
  speed = <word>
  duplex = <word>
  bandwidth = <1-100000000>
  shutdown
  ~ switchport
  switchport mode = (access|trunk)
  switchport access vlan = <1-4094>
  switchport trunk native vlan = <1-4094>
  switchport trunk allowed vlan = (all|none|<vlans>)
  switchport trunk allowed vlan (add|remove) <vlans> !merge
  channel-group = <line>
  spanning-tree <line>
  lldp <line>
  ip address = <line>
  ip (access-group|helper-address|dhcp|ospf|router|pim|directed-broadcast) <line>
  ipv6 address <line>
  ipv6 <line>
  load-interval = <line>
  service-policy <line>
  storm-control <line>
"""

ROUTING = """
config:
  router bgp <1-4294967295> -> router
  router ospf <word> -> router
router:
  router-id = <host>
  log-neighbor-changes
  bgp <line>
  network <line>
  redistribute <line>
  passive-interface <line>
  maximum-paths = <line>
  neighbor <host> [remote-as <1-4294967295>] -> router-neighbor
  address-family <line> -> router-af
  vrf <word> -> router-vrf
router-neighbor:
  remote-as = <1-4294967295>
  description = <line>
  update-source = <line>
  (password|timers|ebgp-multihop|maximum-peers|peer-group|inherit) = <line>
  shutdown
  address-family <line> -> router-neighbor-af
router-neighbor-af:
  (route-map|prefix-list|send-community|next-hop-self|default-originate|maximum-prefix|soft-reconfiguration) [<line>]
router-af:
  (network|redistribute|maximum-paths|neighbor|aggregate-address) <line>
router-vrf:
  (network|redistribute|neighbor|router-id|address-family|rd|route-target) <line>
"""
