"""Removes what a program left behind: processes and files."""

import os
import shutil
import signal
import socket
import time

PLACES = ("/job", "/tmp", "/dev/shm")


def is_alone() -> bool:
    """Whether this process is the first in a sandbox's own process namespace. Nothing else may signal "everybody"."""
    return os.getppid() == 1 and os.getpid() < 64 and socket.gethostname() == "sandbox"


def sweep(given: "list[str]") -> bool:
    """Ends every other process of this namespace and empties the scratch folders, but for the files and folders that the
    sandbox was given; false when something stays.
    """
    if not is_alone():
        return False
    try:
        # Everybody but the sandbox's first process and this one; new ones cannot slip through.
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        pass
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.0005)
        except ChildProcessError:
            break
    for place in PLACES:
        if not empty(place, given):
            return False
    return True


def empty(place: str, given: "list[str]") -> bool:
    """Removes everything below a folder but what is given; false when something stays."""
    try:
        for entry in os.scandir(place):
            if entry.path in given:
                continue
            if any(path.startswith(entry.path + "/") for path in given):
                if not empty(entry.path, given):
                    return False
            elif entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            else:
                os.unlink(entry.path)
    except (OSError, RecursionError):
        return False
    return True
