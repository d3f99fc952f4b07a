"""A jump host: it takes one password and connects wherever it is asked to; it ends with its standard input."""

import asyncio
import sys

import asyncssh


class JumpHost(asyncssh.SSHServer):
    """Lets `ops` in and everything through."""

    def begin_auth(self, username: str) -> bool:
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == ("ops", "jump-word")

    def connection_requested(self, dest_host: str, dest_port: int, orig_host: str, orig_port: int) -> bool:
        return True


async def main() -> None:
    key = asyncssh.generate_private_key("ssh-ed25519")
    server = await asyncssh.create_server(JumpHost, "127.0.0.1", 0, server_host_keys=[key])
    print(server.get_port(), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
