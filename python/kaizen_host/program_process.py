"""One program's process, seen from the host: requests go in, replies come out, what it prints is kept as a log."""

import json
import os
import select
import signal
import sys

MAX_LOG_BYTES = 64_000_000
KEPT_LOG_BYTES = 8_000
CHUNK = 65_536


class ProgramProcess:
    def __init__(self, configuration: dict, begin: dict, can_fork: bool) -> None:
        self.max_reply_bytes = int(begin.get("maxReplyBytes", 4_000_000))
        requests, self.requests = os.pipe()
        self.replies, replies = os.pipe()
        self.log_source, log = os.pipe()
        os.set_blocking(self.log_source, False)
        self.is_log_open = True
        self.log = b""
        self.log_bytes = 0
        self.buffer = b""
        self.status = None
        self.pid = os.fork()
        if self.pid == 0:
            start_child(configuration, can_fork, requests, replies, log)
        for descriptor in (requests, replies, log):
            os.close(descriptor)
        self.begin = json.dumps(begin) + "\n"

    def request(self, line: str) -> str:
        """One request, one reply line. A process that ends instead is a fault of its program."""
        try:
            # The program itself goes ahead of the first request.
            write_all(self.requests, (self.begin + line).encode())
            self.begin = ""
        except OSError:
            return self.fault()
        while b"\n" not in self.buffer:
            sources = [self.replies, self.log_source] if self.is_log_open else [self.replies]
            readable, _, _ = select.select(sources, [], [])
            if self.log_source in readable and not self.drain_log():
                return self.fault("it wrote too much output")
            if self.replies in readable:
                chunk = os.read(self.replies, CHUNK)
                if not chunk:
                    return self.fault()
                self.buffer += chunk
                if len(self.buffer) > self.max_reply_bytes:
                    return self.fault(f"an answer of more than {self.max_reply_bytes} bytes", "invalid")
        reply, _, self.buffer = self.buffer.partition(b"\n")
        self.drain_log()
        try:
            value = json.loads(reply)
            if not isinstance(value, dict):
                raise ValueError("no object")
            if self.log:
                value["log"] = self.shown_log()
            return json.dumps(value)
        except (ValueError, RecursionError):
            return self.fault("it wrote into the channel of its own replies")

    def drain_log(self) -> bool:
        """Reads what the program printed; false when it is more than anybody would read."""
        while self.is_log_open and self.log_bytes <= MAX_LOG_BYTES:
            try:
                chunk = os.read(self.log_source, CHUNK)
            except BlockingIOError:
                return True
            if not chunk:
                self.is_log_open = False
            self.log_bytes += len(chunk)
            self.log = (self.log + chunk)[-KEPT_LOG_BYTES:]
        return self.log_bytes <= MAX_LOG_BYTES

    def shown_log(self) -> str:
        return self.log.decode("utf-8", "replace").strip()

    def fault(self, reason: "str | None" = None, status: str = "crash") -> str:
        if reason is None:
            reason = self.how_it_ended()
        else:
            self.kill()
        self.drain_log()
        return json.dumps({"fault": {"status": status, "reason": reason}, "log": self.shown_log()})

    def how_it_ended(self) -> str:
        # Closing its channel is not the end of a process that wants to stay.
        self.kill()
        if os.WIFSIGNALED(self.status):
            number = os.WTERMSIG(self.status)
            if number == signal.SIGKILL:
                return "it was killed, most likely for its memory"
            return f"it was ended by signal {number}"
        return f"it ended its process with exit code {os.WEXITSTATUS(self.status)}"

    def kill(self) -> None:
        if self.status is not None:
            return
        ended, status = os.waitpid(self.pid, os.WNOHANG)
        for target in (-self.pid, self.pid):
            try:
                if ended == 0:
                    os.kill(target, signal.SIGKILL)
            except OSError:
                pass
        self.status = status if ended else os.waitpid(self.pid, 0)[1]

    def end(self) -> None:
        self.kill()
        for descriptor in (self.requests, self.replies, self.log_source):
            os.close(descriptor)


def write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def start_child(configuration: dict, can_fork: bool, requests: int, replies: int, log: int) -> None:
    """The forked side; never returns."""
    try:
        os.setsid()
        os.dup2(log, 1)
        os.dup2(log, 2)
        if can_fork:
            # The host's own pipes stay with the host.
            close_others({0, 1, 2, requests, replies})
            from .child import run_child

            run_child(configuration, requests, replies)
        else:
            os.set_inheritable(requests, True)
            os.set_inheritable(replies, True)
            words = [sys.executable, "-m", "kaizen_host", json.dumps(configuration)]
            os.execv(sys.executable, [*words, str(requests), str(replies)])
    finally:
        os._exit(70)


def close_others(kept: "set[int]") -> None:
    for descriptor in range(3, 64):
        if descriptor not in kept:
            try:
                os.close(descriptor)
            except OSError:
                pass
