"""A one-rule seccomp filter: setgroups() does nothing and succeeds.

Inside a user namespace made by an ordinary account the kernel refuses setgroups(), and FRR and sshd end when it
fails. All their identities map to the one account there anyway, so the call has nothing to do.
"""

import ctypes
import platform
import struct

PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2
ALLOW = 0x7FFF0000
ERRNO_ZERO = 0x00050000

SETGROUPS = {"x86_64": 116, "aarch64": 159}


class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def ignore_setgroups() -> None:
    """Installs the filter for this process and everything it starts."""
    number = SETGROUPS.get(platform.machine())
    if number is None:
        raise OSError(f"the rootless lab is not prepared for {platform.machine()}; run it as root")
    code = b"".join(
        (
            struct.pack("HBBI", 0x20, 0, 0, 0),  # load the number of the system call
            struct.pack("HBBI", 0x15, 0, 1, number),  # is it setgroups?
            struct.pack("HBBI", 0x06, 0, 0, ERRNO_ZERO),
            struct.pack("HBBI", 0x06, 0, 0, ALLOW),
        )
    )
    buffer = ctypes.create_string_buffer(code, len(code))
    program = Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p).value)
    libc = ctypes.CDLL(None, use_errno=True)
    for arguments in (
        (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0),
    ):
        if libc.prctl(*arguments) != 0:
            raise OSError(ctypes.get_errno(), "the kernel refused the seccomp filter of the rootless lab")
