"""scrapli with its own transport on libssh2, one session a thread."""

from scrapli import AuthOptions, Cli, SessionOptions, TransportSsh2Options

from peers.measuring import Host, main


class Scrapli:
    def open(self, host: Host) -> None:
        address, port, user, password = host
        self.session = Cli(
            definition_file_or_name="cisco_nxos",
            host=address,
            port=port,
            auth_options=AuthOptions(username=user, password=password),
            session_options=SessionOptions(operation_timeout_s=120),
            transport_options=TransportSsh2Options(),
        )
        self.session.open()

    def run(self, command: str) -> str:
        return str(self.session.send_input(command).result)

    def close(self) -> None:
        self.session.close()


if __name__ == "__main__":
    main(Scrapli)
