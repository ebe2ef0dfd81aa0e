"""Processes that a script starts, waits for and ends by id."""

import ctypes
import os
import pathlib
import signal
import sys
import time


class Broken(Exception):
    """A broken guarantee."""


def expect(condition, message):
    if not condition:
        raise Broken(message)


def wait_for(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        expect(time.monotonic() < end, f"{what} did not happen within {seconds} s")
        time.sleep(0.05)


def adopt_orphans():
    """Makes this process the parent of orphaned descendants (PR_SET_CHILD_SUBREAPER), so that none escapes."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)


def descendants():
    """The ids of all running descendants of this process."""
    parents = {}
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = path.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state != "Z":
            parents[int(path.parent.name)] = int(parent)
    found = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {os.getpid()}


def arguments(process):
    try:
        return pathlib.Path(f"/proc/{process}/cmdline").read_text().split("\0")
    except OSError:
        return []


def end_all():
    """Ends all descendants: with SIGTERM, then with SIGKILL."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        for process in descendants():
            send(number, process)
        try:
            wait_for(lambda: not descendants(), "the end of all processes", 15)
            break
        except Broken:
            continue
    reap()
    if left := descendants():
        print(f"still running: {sorted(left)}", file=sys.stderr)


def send(number, process):
    try:
        os.kill(process, number)
    except ProcessLookupError:
        pass


def reap():
    """Collects the ended children and adopted orphans."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass
