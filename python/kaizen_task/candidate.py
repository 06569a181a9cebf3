"""The candidate, as an evaluator sees it."""

import os
from typing import Any, Callable, Dict, List, Sequence

from .loading import load_program


class Candidate:
    """`language`, `entry` (the file that is run first) and `files` (path to text)."""

    def __init__(self, language: str, entry: str, files: Dict[str, str]) -> None:
        self.language = language
        self.entry = entry
        self.files = files

    @property
    def source(self) -> str:
        """Text of the entry file."""
        return self.files[self.entry]

    def call(self, name: str, argument_lists: Sequence[Sequence[Any]]) -> List[Any]:
        """Calls a function of the candidate once for each argument list; the answers are in the same order.

        They are claims: recompute the score from them. Where the candidate fails, the evaluation ends here.
        """
        raise NotImplementedError


class RemoteCandidate(Candidate):
    """A candidate that runs in Kaizen's sandbox while the evaluator runs outside of it."""

    def __init__(self, program: dict, ask: Callable[[dict], dict]) -> None:
        super().__init__(program["language"], program["entry"], program["files"])
        self._ask = ask

    def call(self, name: str, argument_lists: Sequence[Sequence[Any]]) -> List[Any]:
        reply = self._ask({"call": name, "arguments": [list(arguments) for arguments in argument_lists]})
        return reply["answers"]


class FolderCandidate(Candidate):
    """A candidate in the same sandbox as the evaluator: its files are in the current folder."""

    def __init__(self, language: str, entry: str, folder: str) -> None:
        files = {}
        for place, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(place, name)
                with open(path, encoding="utf-8", errors="replace") as file:
                    files[os.path.relpath(path, folder)] = file.read()
        super().__init__(language, entry, files)
        self.folder = folder
        self._module = None

    @property
    def path(self) -> str:
        """The entry file."""
        return os.path.join(self.folder, self.entry)

    def call(self, name: str, argument_lists: Sequence[Sequence[Any]]) -> List[Any]:
        if self.language != "python":
            raise NotImplementedError(f"a program in {self.language} cannot be imported: run candidate.path")
        if self._module is None:
            self._module = load_program(self.path)
        function = getattr(self._module, name)
        return [function(*arguments) for arguments in argument_lists]
