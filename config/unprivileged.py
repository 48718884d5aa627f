"""Runs a program as an account without rights, because PostgreSQL refuses root, and ties its life to ours.

Root may work in a folder that only root may enter (/root, a private temporary folder). Rather than opening such a
folder to everyone, the program keeps one right of root's: to pass and read folders (CAP_DAC_READ_SEARCH; in
containers without it CAP_DAC_OVERRIDE). Linux only, like the rest of the embedded server.
"""

import ctypes
import os
import pwd
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

Preparation = Callable[[], None]

PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_SET_SECUREBITS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 8, 28, 47, 2
SECBIT_NO_SETUID_FIXUP = 4
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


class Account(NamedTuple):
    """A system account, by number."""

    uid: int
    gid: int


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Capabilities(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def account_for(folder: Path) -> Account | None:
    """Who runs a program that keeps its data in ``folder``: None for ourselves, for root the folder's owner.

    A folder that still is root's own is given to ``nobody``; what is above it stays as it is.
    Raises PermissionError when the folder belongs to another account and we are not root.
    """
    status = folder.stat()
    if os.geteuid() != 0:
        if status.st_uid != os.geteuid():
            name = _name(status.st_uid)
            raise PermissionError(f"{folder} belongs to {name}: start as {name}, or set another ROVIEC_VAR_DIR.")
        return None
    if status.st_uid != 0:
        return Account(status.st_uid, status.st_gid)
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return Account(nobody.pw_uid, nobody.pw_gid)


def become(account: Account | None, reach: tuple[Path, ...]) -> Preparation:
    """What a child process does before it runs its program: end with us, and take on ``account``.

    ``reach`` are the folders the account must get to.
    """
    capability = None if account is None or all(map(_open_to_all, reach)) else _passing_right()

    def prepare() -> None:
        if account is not None:
            if capability is not None:
                _libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
                # Without this access(2), by which PostgreSQL looks for its own programs, ignores the right.
                _libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
            os.setgroups([])
            os.setgid(account.gid)
            os.setuid(account.uid)
            if capability is not None:
                _keep(capability)
        # After setuid, which clears it: the end of our process, however it comes, is a fast shutdown.
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)

    return prepare


def die_with_parent(sign: signal.Signals = signal.SIGTERM) -> None:
    """Has the kernel send ``sign`` to this process when its parent ends, killed or not."""
    _libc.prctl(PR_SET_PDEATHSIG, sign, 0, 0, 0)


def _open_to_all(path: Path) -> bool:
    """True when everyone may pass every folder above ``path``."""
    return all(parent.stat().st_mode & 0o001 for parent in path.resolve().parents)


def _passing_right() -> int:
    """The smallest right we have that passes closed folders."""
    lines = Path("/proc/self/status").read_text().splitlines()
    permitted = next(int(line.split()[1], 16) for line in lines if line.startswith("CapPrm"))
    return CAP_DAC_READ_SEARCH if permitted >> CAP_DAC_READ_SEARCH & 1 else CAP_DAC_OVERRIDE


def _keep(capability: int) -> None:
    """Keeps one right over the change of account and the start of the program."""
    header = _Header(CAPABILITY_VERSION_3, 0)
    bits = 1 << capability
    sets = (_Capabilities * 2)(_Capabilities(bits, bits, bits), _Capabilities(0, 0, 0))
    if _libc.capset(ctypes.byref(header), ctypes.byref(sets)) or _libc.prctl(
        PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0
    ):
        raise OSError(ctypes.get_errno(), "cannot keep the right to pass closed folders")


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
