"""Reads requests, one JSON value a line, and answers each with one line.

`{"begin": {"files": {path: text}, "entry": path, "seed": n}}` starts a program in a process of its own;
`{"call": name, "arguments": [[…], …]}` goes to that process; `{"end": true}` ends it and everything it left behind.

What can be imported once is imported before the first program, and each program's process is a fork of this one: that
is what makes evaluations take milliseconds. Where a fork would not be safe (threads are running, or a library is loaded
that does not bear it), each program gets a new interpreter instead.
"""

import gc
import json
import os
import sys

from . import imports
from .child import run_child
from .program_process import ProgramProcess
from .sweep import sweep


def main() -> None:
    configuration = json.loads(sys.argv[1])
    if len(sys.argv) > 2:
        # A new interpreter for one program: this process is the child.
        imports.extend_path(configuration)
        run_child(configuration, int(sys.argv[2]), int(sys.argv[3]))
        return
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    requests = os.fdopen(os.dup(0), "r", encoding="utf-8")
    # What modules print while they are imported is no reply.
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

    def reply(value: object) -> None:
        replies.write(json.dumps(value) + "\n")
        replies.flush()

    imports.extend_path(configuration)
    problem = imports.preload(configuration)
    if problem is not None:
        reply({"failed": problem})
        return
    is_isolated = bool(configuration.get("isolated"))
    can_fork = is_isolated and imports.is_safe_to_fork()
    # What is there now is shared with every fork: the collector need not touch it again.
    gc.freeze()
    imports.hide_memory()
    reply({"ready": True, "fork": can_fork, "version": sys.version.split()[0]})

    program = None
    for line in requests:
        request = json.loads(line)
        if "begin" in request:
            program = ProgramProcess(configuration, request["begin"], can_fork)
            reply({"begun": True})
        elif "end" in request:
            if program is not None:
                program.end()
                program = None
            if is_isolated and not sweep(configuration["given"]):
                # Something stays that the next program could see: let another process begin anew.
                return
            reply({"ended": True})
        elif program is None:
            reply({"fault": {"status": "crash", "reason": "there is no program"}})
        else:
            replies.write(program.request(line) + "\n")
            replies.flush()


main()
