"""Confine the calling process: no network, no new programs, bounded memory, dies with its parent.

Linux only, by system calls through ctypes. What cannot be confined must not run: every step
raises if the system refuses it.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from plan_graph.errors import DEBUG

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_RETURN_ALLOW = 0x7FFF0000
_RETURN_EPERM = 0x00050001
_RETURN_KILL = 0x80000000
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_OFFSET_NUMBER, _OFFSET_ARCHITECTURE, _OFFSET_FIRST_ARGUMENT = 0, 4, 16
_AF_UNIX = 1
_X32_CALLS = 0x40000000
"""Numbers from here on reach the same system calls by another way (the x32 ABI)."""


@dataclass(frozen=True)
class _Machine:
    """How one kind of processor numbers the system calls that are forbidden."""

    audit: int
    calls: Sequence[int]
    socket: int
    others: Sequence[int]
    """Calls that could open a connection by another way than `socket`."""


# socket, socketpair, connect, accept, accept4, bind, listen, sendto, sendmsg, sendmmsg; execve,
# execveat; ptrace, process_vm_readv, process_vm_writev; io_uring_setup, io_uring_enter,
# io_uring_register, which could do the same by another way.
_MACHINES = {
    "x86_64": _Machine(
        0xC000003E,
        (41, 53, 42, 43, 288, 49, 50, 44, 46, 307, 59, 322, 101, 310, 311, 425, 426, 427),
        41,
        (425, 426, 427),
    ),
    "aarch64": _Machine(
        0xC00000B7,
        (198, 199, 203, 202, 242, 200, 201, 206, 211, 269, 221, 281, 117, 270, 271, 425, 426, 427),
        198,
        (425, 426, 427),
    ),
}


def supported() -> bool:
    """Tell whether this system has what confinement needs."""
    return platform.system() == "Linux" and platform.machine() in _MACHINES


def die_with_parent(parent: int) -> None:
    """Have the system kill this process as soon as its parent ends, however that ends.

    Raises:
        OSError: If the system refuses, or the parent has ended already.
    """
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        raise ProcessLookupError("the parent has ended")


def forbid_network() -> None:
    """Make every way to reach the network or to start a program fail with EPERM, for good.

    Call it before threads start: they inherit it.

    Raises:
        OSError: If the system refuses.
    """
    _filter(_without_network_or_programs(_MACHINES[platform.machine()]))


def forbid_internet() -> None:
    """Make every connection to another machine fail with EPERM, for good; programs may start.

    They inherit it. Sockets inside the machine stay, which programs need among themselves.

    Raises:
        OSError: If the system refuses.
    """
    _filter(_without_internet(_MACHINES[platform.machine()]))


def _filter(program: Sequence[bytes]) -> None:
    code = ctypes.create_string_buffer(b"".join(program))
    # struct sock_fprog: the number of instructions, and where they are.
    pointer = ctypes.create_string_buffer(
        struct.pack("@HP", len(program), ctypes.addressof(code)), struct.calcsize("@HP")
    )
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(pointer))


def _without_network_or_programs(machine: _Machine) -> list[bytes]:
    """Write the filter in the instructions of the Berkeley packet filter."""
    count = len(machine.calls)
    return [
        _instruction(_LOAD, 0, 0, _OFFSET_ARCHITECTURE),
        _instruction(_IF_EQUAL, 1, 0, machine.audit),
        _instruction(_RETURN, 0, 0, _RETURN_KILL),
        _instruction(_LOAD, 0, 0, _OFFSET_NUMBER),
        _instruction(_IF_AT_LEAST, count + 1, 0, _X32_CALLS),
        *(
            _instruction(_IF_EQUAL, count - place, 0, call)
            for place, call in enumerate(machine.calls)
        ),
        _instruction(_RETURN, 0, 0, _RETURN_ALLOW),
        _instruction(_RETURN, 0, 0, _RETURN_EPERM),
    ]


def _without_internet(machine: _Machine) -> list[bytes]:
    count = len(machine.others)
    return [
        _instruction(_LOAD, 0, 0, _OFFSET_ARCHITECTURE),
        _instruction(_IF_EQUAL, 1, 0, machine.audit),
        _instruction(_RETURN, 0, 0, _RETURN_KILL),
        _instruction(_LOAD, 0, 0, _OFFSET_NUMBER),
        _instruction(_IF_AT_LEAST, count + 4, 0, _X32_CALLS),
        *(
            _instruction(_IF_EQUAL, count + 3 - place, 0, call)
            for place, call in enumerate(machine.others)
        ),
        _instruction(_IF_EQUAL, 0, 3, machine.socket),
        _instruction(_LOAD, 0, 0, _OFFSET_FIRST_ARGUMENT),
        _instruction(_IF_EQUAL, 1, 0, _AF_UNIX),
        _instruction(_RETURN, 0, 0, _RETURN_EPERM),
        _instruction(_RETURN, 0, 0, _RETURN_ALLOW),
    ]


def _instruction(code: int, if_true: int, if_false: int, value: int) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _prctl(option: int, *arguments: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    given = [ctypes.c_ulong(argument) for argument in (*arguments, 0, 0, 0, 0)[:4]]
    if libc.prctl(option, *given) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"prctl {option}: {os.strerror(number)}")


def silence() -> None:
    """Leave what this process says on its own to nobody: its parent has the words for people.

    When memory ends while generators are closed, the interpreter writes of that by itself. Who
    looks for a fault hears all.
    """
    if os.environ.get(DEBUG):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def limit_memory(more: int, *, hard: int | None = None) -> None:
    """Bound the address space to what is in use now and so many bytes more.

    It is for good, unless another hard limit is given, up to which it may be raised again.
    """
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 (read once, at start)
        pages = int(file.read().split()[0])
    limit = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit if hard is None else hard))


def forbid_writing() -> None:
    """Make writing to any file fail, and leave no core file."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_processor(seconds: float) -> None:
    """Have the system end this process when it has used so many seconds of a processor in all."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, resource.RLIM_INFINITY))
