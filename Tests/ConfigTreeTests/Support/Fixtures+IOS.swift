extension Fixture {
    /// Cisco IOS: what an engineer types and what has to be sent.
    static let ios = read(
        #"""
        === nothing to do when the lines are in place
        ntp server 192.0.2.1
        --- typed
        ntp server 192.0.2.1
        --- patch
        === a hostname is replaced without a removal
        hostname old
        --- typed
        hostname new
        --- patch
        hostname new
        === a new vlan with its name
        vlan 10
         name users
        --- typed
        vlan 20
         name voice
        --- patch
        vlan 20
         name voice
        exit
        === the name of a vlan is replaced
        vlan 10
         name users
        --- typed
        vlan 10
         name guests
        --- patch
        vlan 10
         name guests
        exit
        === a vlan without children
        hostname a
        --- typed
        vlan 30
        --- patch
        vlan 30
        exit
        === a vlan is removed
        vlan 10
         name users
        --- typed
        no vlan 10
        --- patch
        no vlan 10
        === removing what is not there does nothing
        hostname a
        --- typed
        no vlan 99
        no ntp server 192.0.2.9
        --- patch
        === a description is replaced
        interface GigabitEthernet0/1
         description a
         switchport mode access
        --- typed
        interface GigabitEthernet0/1
         description b
        --- patch
        interface GigabitEthernet0/1
         description b
        exit
        === a description is removed without its text
        interface GigabitEthernet0/1
         description a long text
        --- typed
        interface GigabitEthernet0/1
         no description
        --- patch
        interface GigabitEthernet0/1
         no description
        exit
        === a removal with another value removes the line
        interface GigabitEthernet0/1
         switchport access vlan 10
        --- typed
        interface GigabitEthernet0/1
         no switchport access vlan 20
        --- patch
        interface GigabitEthernet0/1
         no switchport access vlan
        exit
        === an access vlan is replaced
        interface GigabitEthernet0/1
         switchport access vlan 10
         switchport mode access
        --- typed
        interface GigabitEthernet0/1
         switchport access vlan 20
        --- patch
        interface GigabitEthernet0/1
         switchport access vlan 20
        exit
        === vlans are added to a trunk
        interface GigabitEthernet0/1
         switchport trunk allowed vlan 10,20
        --- typed
        interface GigabitEthernet0/1
         switchport trunk allowed vlan add 21,22,40
        --- patch
        interface GigabitEthernet0/1
         switchport trunk allowed vlan 10,20-22,40
        exit
        === a vlan that the trunk carries already changes nothing
        interface GigabitEthernet0/1
         switchport trunk allowed vlan 10-20
        --- typed
        interface GigabitEthernet0/1
         switchport trunk allowed vlan add 15
        --- patch
        === a vlan is taken from a trunk
        interface GigabitEthernet0/1
         switchport trunk allowed vlan 10-12
        --- typed
        interface GigabitEthernet0/1
         switchport trunk allowed vlan remove 11
        --- patch
        interface GigabitEthernet0/1
         switchport trunk allowed vlan 10,12
        exit
        === a long trunk list on two lines is one list
        interface GigabitEthernet0/1
         switchport trunk allowed vlan 10,20
         switchport trunk allowed vlan add 30
        --- typed
        interface GigabitEthernet0/1
         switchport trunk allowed vlan remove 20
        --- patch
        interface GigabitEthernet0/1
         switchport trunk allowed vlan 10,30
        exit
        === all vlans on a trunk is the default
        interface GigabitEthernet0/1
         switchport trunk allowed vlan 10,20
        --- typed
        interface GigabitEthernet0/1
         switchport trunk allowed vlan all
        --- patch
        interface GigabitEthernet0/1
         no switchport trunk allowed vlan
        exit
        === a port is taken into service
        interface GigabitEthernet0/1
         shutdown
        --- typed
        interface GigabitEthernet0/1
         no shutdown
        --- patch
        interface GigabitEthernet0/1
         no shutdown
        exit
        === a port in service needs no command
        interface GigabitEthernet0/1
         description a
        --- typed
        interface GigabitEthernet0/1
         no shutdown
        --- patch
        === a new vlan interface, its default address line makes no difference
        interface Vlan1
         no ip address
        --- typed
        interface Vlan 20
         ip address 10.0.20.1 255.255.255.0
         no shutdown
        --- patch
        interface Vlan20
         ip address 10.0.20.1 255.255.255.0
        exit
        === a primary address is replaced, the secondary stays
        interface Vlan20
         ip address 10.0.20.1 255.255.255.0
         ip address 10.1.20.1 255.255.255.0 secondary
        --- typed
        interface Vlan20
         ip address 10.0.20.2 255.255.255.0
        --- patch
        interface Vlan20
         ip address 10.0.20.2 255.255.255.0
        exit
        === an address is removed
        interface Vlan20
         ip address 10.0.20.1 255.255.255.0
        --- typed
        interface Vlan20
         no ip address
        --- patch
        interface Vlan20
         no ip address 10.0.20.1 255.255.255.0
        exit
        === a routed interface is removed with all it holds
        interface Vlan20
         description a
         ip address 10.0.20.1 255.255.255.0
        --- typed
        no interface Vlan20
        --- patch
        no interface Vlan20
        === a physical port keeps its header
        interface GigabitEthernet0/1
         description a
         switchport access vlan 10
        --- typed
        default interface GigabitEthernet0/1
        --- patch
        interface GigabitEthernet0/1
         no description
         no switchport access vlan
        exit
        === a second time server is added before the first is removed
        ntp server 192.0.2.1
        --- typed
        no ntp server 192.0.2.1
        ntp server 192.0.2.2
        --- patch
        ntp server 192.0.2.2
        no ntp server 192.0.2.1
        === a time server becomes preferred
        ntp server 192.0.2.1
        --- typed
        ntp server 192.0.2.1 prefer
        --- patch
        ntp server 192.0.2.1 prefer
        === the clock period of the device is not compared
        ntp clock-period 17179738
        --- typed
        ntp server 192.0.2.1
        --- patch
        ntp server 192.0.2.1
        === a short logging line is the same as the long one
        logging host 192.0.2.50
        --- typed
        logging 192.0.2.50
        --- patch
        === a community gets read-only by default
        hostname a
        --- typed
        snmp-server community lab
        --- patch
        snmp-server community lab RO
        === a community is removed by its name
        snmp-server community lab RO
        snmp-server community other RO
        --- typed
        no snmp-server community lab
        --- patch
        no snmp-server community lab
        === a location with spaces is replaced
        snmp-server location Room 1
        --- typed
        snmp-server location Room 2,  rack 3
        --- patch
        snmp-server location Room 2,  rack 3
        === a user gets another secret
        username ops privilege 15 secret 9 $9$old
        --- typed
        username ops privilege 15 secret new-one
        --- patch
        username ops privilege 15 secret new-one
        === a banner of several lines is one command
        hostname a
        --- typed
        banner motd @
        Keep out
          #1
        @
        --- patch
        banner motd @
        Keep out
          #1
        @
        === a banner in place is not sent again whatever its delimiter
        banner motd ^C
        Keep out
        ^C
        --- typed
        banner motd #
        Keep out
        #
        --- patch
        === a banner is removed
        banner motd ^CKeep out^C
        --- typed
        no banner motd
        --- patch
        no banner motd
        === the access list comes before the port that uses it
        interface GigabitEthernet0/1
         description a
        --- typed
        interface GigabitEthernet0/1
         ip access-group EDGE in
        ip access-list extended EDGE
         permit tcp any any eq 22
         deny ip any any
        --- patch
        ip access-list extended EDGE
         permit tcp any any eq 22
         deny ip any any
        exit
        interface GigabitEthernet0/1
         ip access-group EDGE in
        exit
        === an access list goes after the port that used it
        ip access-list extended EDGE
         permit ip any any
        interface GigabitEthernet0/1
         ip access-group EDGE in
        --- typed
        no ip access-list extended EDGE
        interface GigabitEthernet0/1
         no ip access-group EDGE in
        --- patch
        interface GigabitEthernet0/1
         no ip access-group EDGE in
        exit
        no ip access-list extended EDGE
        === an entry is appended to an ordered list
        ip access-list extended EDGE
         permit tcp any any eq 22
        --- typed
        ip access-list extended EDGE
         permit tcp any any eq 443
        --- patch
        ip access-list extended EDGE
         permit tcp any any eq 443
        exit
        === only the named entry goes, not the longer one
        ip access-list extended EDGE
         permit udp any any eq 161
         permit udp any any eq 161 log
        --- typed
        ip access-list extended EDGE
         no permit udp any any eq 161
        --- patch
        ip access-list extended EDGE
         no permit udp any any eq 161
        exit
        === a numbered entry is taken out before its number is used again
        ip access-list extended EDGE
         10 permit tcp any any eq 22
         20 deny ip any any
        --- typed
        ip access-list extended EDGE
         10 permit tcp any any eq 443
        --- patch
        ip access-list extended EDGE
         no 10
         10 permit tcp any any eq 443
        exit
        === an entry of a numbered list takes the list with it
        access-list 10 permit 10.0.0.0 0.0.0.255
        access-list 10 permit 10.0.1.0 0.0.0.255
        --- typed
        no access-list 10
        access-list 10 permit 10.0.1.0 0.0.0.255
        --- patch
        no access-list 10
        access-list 10 permit 10.0.1.0 0.0.0.255
        === a static route is added
        ip route 10.0.0.0 255.0.0.0 192.0.2.1
        --- typed
        ip route 10.0.0.0 255.0.0.0 192.0.2.2
        --- patch
        ip route 10.0.0.0 255.0.0.0 192.0.2.2
        === a route map entry changes its action and keeps its lines
        route-map OUT permit 10
         match ip address 1
        --- typed
        route-map OUT deny 10
         set metric 5
        --- patch
        route-map OUT deny 10
         set metric 5
        exit
        === a neighbor in the address family in which neighbors are active by themselves
        router bgp 65000
         neighbor 192.0.2.1 remote-as 65001
         address-family ipv4
          neighbor 192.0.2.1 activate
         exit-address-family
        --- typed
        router bgp 65000
         neighbor 192.0.2.2 remote-as 65002
         address-family ipv4
          neighbor 192.0.2.2 activate
          no neighbor 192.0.2.1 activate
        --- patch
        router bgp 65000
         neighbor 192.0.2.2 remote-as 65002
         address-family ipv4
          no neighbor 192.0.2.1 activate
         exit-address-family
        exit
        === the transport of a line is replaced
        line vty 0 4
         login local
         transport input telnet
        --- typed
        line vty 0 4
         transport input ssh
         exec-timeout 5
        --- patch
        line vty 0 4
         transport input ssh
         exec-timeout 5 0
        exit
        === a default is switched off and on again
        no ip http server
        --- typed
        ip http server
        --- patch
        ip http server
        === a service that is on and printed is switched off
        ip http server
        --- typed
        no ip http server
        --- patch
        no ip http server
        === flat lines with exit reach to the exit
        hostname a
        --- typed
        interface Vlan20
        description users
        exit
        vlan 20
        name users
        ntp server 192.0.2.1
        --- patch
        vlan 20
         name users
        exit
        interface Vlan20
         description users
        exit
        ntp server 192.0.2.1
        """#)
}
