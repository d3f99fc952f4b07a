"""Netmiko, with its fast mode, one session a thread."""

from netmiko import ConnectHandler

from peers.measuring import Host, main


class Netmiko:
    def open(self, host: Host) -> None:
        address, port, user, password = host
        self.session = ConnectHandler(
            device_type="cisco_nxos",
            host=address,
            port=port,
            username=user,
            password=password,
            fast_cli=True,
            conn_timeout=120,
            auth_timeout=120,
            banner_timeout=120,
        )

    def run(self, command: str) -> str:
        return str(self.session.send_command(command, read_timeout=120))

    def close(self) -> None:
        self.session.disconnect()


if __name__ == "__main__":
    main(Netmiko)
