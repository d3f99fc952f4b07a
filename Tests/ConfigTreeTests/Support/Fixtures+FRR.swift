extension Fixture {
    /// FRRouting 8.4: what an engineer types and what has to be sent.
    static let frr = read(
        #"""
        === a static route is added
        ip route 10.9.0.0/16 Null0
        --- typed
        ip route 10.8.0.0/16 192.0.2.1
        --- patch
        ip route 10.8.0.0/16 192.0.2.1
        === a static route is removed by its whole line
        ip route 10.8.0.0/16 192.0.2.1
        ip route 10.8.0.0/16 192.0.2.2 50
        --- typed
        no ip route 10.8.0.0/16 192.0.2.2 50
        --- patch
        no ip route 10.8.0.0/16 192.0.2.2 50
        === an interface gets a description
        interface lo
         ip address 198.51.100.1/32
        exit
        --- typed
        interface lo
         description loop
        --- patch
        interface lo
         description loop
        exit
        === an unknown interface is entered and left
        hostname r1
        --- typed
        interface eth0.10
         description Uplink
        --- patch
        interface eth0.10
         description Uplink
        exit
        === a second address does not replace the first
        interface lo
         ip address 198.51.100.1/32
        exit
        --- typed
        interface lo
         ip address 198.51.100.2/32
        --- patch
        interface lo
         ip address 198.51.100.2/32
        exit
        === an entry without a number gets the next one
        ip prefix-list PL seq 5 permit 10.0.0.0/8 le 24
        --- typed
        ip prefix-list PL permit 172.16.0.0/12
        --- patch
        ip prefix-list PL seq 10 permit 172.16.0.0/12
        === an entry in place is found by its content
        ip prefix-list PL seq 5 permit 10.0.0.0/8 le 24
        --- typed
        ip prefix-list PL permit 10.0.0.0/8 le 24
        --- patch
        === an entry is replaced in its place
        ip prefix-list PL seq 5 permit 10.0.0.0/8 le 24
        --- typed
        ip prefix-list PL seq 5 deny 10.0.0.0/8
        --- patch
        ip prefix-list PL seq 5 deny 10.0.0.0/8
        === an entry is removed by its number
        ip prefix-list PL seq 5 permit 10.0.0.0/8 le 24
        ip prefix-list PL seq 10 permit any
        --- typed
        no ip prefix-list PL seq 5
        --- patch
        no ip prefix-list PL seq 5 permit 10.0.0.0/8 le 24
        === a route map and the list it uses
        hostname r1
        --- typed
        route-map RM permit 10
         match ip address prefix-list PL
         set local-preference 200
        ip prefix-list PL seq 5 permit any
        --- patch
        ip prefix-list PL seq 5 permit any
        route-map RM permit 10
         match ip address prefix-list PL
         set local-preference 200
        exit
        === a neighbor is described anew in its process
        router bgp 65001
         neighbor 192.0.2.1 remote-as 65002
         neighbor 192.0.2.1 description old
        exit
        --- typed
        router bgp 65001
         neighbor 192.0.2.1 description new one
        --- patch
        router bgp 65001
         neighbor 192.0.2.1 description new one
        exit
        === an address family is left by its own word
        router bgp 65001
         neighbor 192.0.2.1 remote-as 65002
        exit
        --- typed
        router bgp 65001
         address-family ipv6 unicast
          neighbor 192.0.2.1 activate
         exit-address-family
        --- patch
        router bgp 65001
         address-family ipv6 unicast
          neighbor 192.0.2.1 activate
         exit-address-family
        exit
        === an address family is emptied, not negated
        router bgp 65001
         !
         address-family ipv6 unicast
          network 2001:db8::/32
          neighbor 192.0.2.1 activate
         exit-address-family
        exit
        --- typed
        router bgp 65001
         address-family ipv6 unicast
          no network 2001:db8::/32
          no neighbor 192.0.2.1 activate
        --- patch
        router bgp 65001
         address-family ipv6 unicast
          no network 2001:db8::/32
          no neighbor 192.0.2.1 activate
         exit-address-family
        exit
        === a default comes back
        no ip forwarding
        --- typed
        ip forwarding
        --- patch
        ip forwarding
        === a default is switched off
        hostname r1
        --- typed
        no ipv6 forwarding
        --- patch
        no ipv6 forwarding
        === a key is removed without its value
        interface eth0
         ip ospf message-digest-key 1 md5 SEC
        exit
        --- typed
        interface eth0
         no ip ospf message-digest-key 1
        --- patch
        interface eth0
         no ip ospf message-digest-key 1
        exit
        === a vrf is left by its own word
        vrf RED
         ip route 10.1.0.0/16 Null0
        exit-vrf
        --- typed
        vrf RED
         ip route 10.2.0.0/16 Null0
        --- patch
        vrf RED
         ip route 10.2.0.0/16 Null0
        exit-vrf
        === a routing process is removed whole
        router ospf
         network 10.0.0.0/8 area 0
        exit
        --- typed
        no router ospf
        --- patch
        no router ospf
        === the facts of the installation are never sent
        frr version 8.4.4
        frr defaults traditional
        --- typed
        hostname r9
        --- patch
        hostname r9
        === a neighbor stays active when neighbors are no longer active by themselves
        router bgp 65001
         neighbor 192.0.2.3 remote-as 65002
         !
         address-family ipv4 unicast
          no neighbor 192.0.2.3 activate
         exit-address-family
        exit
        --- typed
        router bgp 65001
         no bgp default ipv4-unicast
         address-family ipv4 unicast
          neighbor 192.0.2.3 activate
        --- patch
        router bgp 65001
         no bgp default ipv4-unicast
         address-family ipv4 unicast
          neighbor 192.0.2.3 activate
         exit-address-family
        exit
        """#)
}
