"""Times interactive use: keys at the prompts of several programs, and an editor's requests to `edush lsp`."""

import fcntl
import json
import os
import pathlib
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import tempfile
import termios
import time

LINES = 5000


def summary(milliseconds):
    """The median and the 95th percentile, as one cell."""
    if not milliseconds:
        return "N/A"
    ordered = sorted(milliseconds)
    worst = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{statistics.median(ordered):.1f} / {worst:.1f}"


class Terminal:
    """A program in its own pseudo-terminal, 24 × 100."""

    def __init__(self, command, environment):
        self.began = time.monotonic()
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
            os.execvpe(command[0], command, environment)
        self.shown = b""

    def read(self, seconds):
        """Whether there was any output."""
        if not select.select([self.descriptor], [], [], seconds)[0]:
            return False
        try:
            chunk = os.read(self.descriptor, 65536)
        except OSError:
            return False
        self.shown += chunk
        self.answer(chunk)
        return bool(chunk)

    def answer(self, chunk):
        """Answers programs that query the terminal's type and cursor position and wait for the reply."""
        for question, reply in ((b"\x1b[c", b"\x1b[?62c"), (b"\x1b[0c", b"\x1b[?62c"), (b"\x1b[6n", b"\x1b[1;1R")):
            for _ in range(chunk.count(question)):
                os.write(self.descriptor, reply)

    def wait(self, text, seconds=20):
        """Milliseconds until new output contains a text; None if it never does."""
        began = time.monotonic()
        while text not in self.shown:
            left = began + seconds - time.monotonic()
            if left <= 0 or not self.read(left):
                return None
        return (time.monotonic() - began) * 1000

    def settle(self, seconds=0.08):
        while self.read(seconds):
            pass
        self.shown = b""

    def send(self, keys):
        os.write(self.descriptor, keys)

    def echo(self, keys, text=None):
        """Milliseconds from keys to the first output for them, or to a text."""
        self.settle()
        began = time.monotonic()
        self.send(keys)
        if text is not None:
            return self.wait(text)
        return (time.monotonic() - began) * 1000 if self.read(10) else None

    def clear(self):
        """Closes a menu and empties the line; a lone Escape is recognised only after a moment."""
        self.send(b"\x1b")
        self.settle(0.2)
        self.send(b"\x15")
        self.settle()

    def wait_end(self, seconds):
        """Waits until the program ends by itself; kills it if it does not."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if os.waitpid(self.process, os.WNOHANG)[0]:
                os.close(self.descriptor)
                return
            if not self.read(0.1):
                time.sleep(0.05)
        self.close()

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.descriptor)


# MARK: The prompt


def peers():
    """The other installed programs: the command, the end of the prompt, and a word that Tab completes."""
    known = {
        "python3": (["python3", "-q"], b">>> ", b"impor", b"import"),
        "sqlite3": (["sqlite3"], b"sqlite> ", b"SEL", None),
        "fish": (["fish", "--no-config", "--private", "-C", "function fish_prompt; echo -n '> '; end"], b"> ", b"set_colo", b"set_color"),
        "litecli": (["litecli", "--liteclirc", "/dev/null"], b">", b"SEL", b"SELECT"),
    }
    return {name: row for name, row in known.items() if shutil.which(row[0][0])}


def keep_ids(home, count):
    """Fills an account's file of known ids as an earlier session would have."""
    folder = pathlib.Path(home) / "cache"
    folder.mkdir(mode=0o700, exist_ok=True)
    today = int(time.time()) // 86400
    path = folder / "coderpad.ids"
    path.write_text("edush ids 1\n" + "".join(f'pad\t{today}\t"P{n:07}"\tPad {n}\n' for n in range(count)))
    path.chmod(0o600)


def time_prompt(edush, runs):
    """Prints the time that prompts take to appear, to draw a key and to complete: median / 95th percentile in ms."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "HOME": home, "EDUSH_HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "EDUSH_CODERPAD_API_KEY": "a-key-of-nobody", "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home,
        }
        programs = {"edush": ([edush], b"> ", b"coder", b"coderpad")} | peers()
        figures = {name: {"first prompt": [], "a key": [], "Tab": []} for name in programs}
        for _ in range(runs):
            for name, program in programs.items():
                measure_prompt(program, environment, figures[name])
        print(f"Median / 95th percentile in ms of {runs} rounds in turn, through a pseudo-terminal.\n")
        print("| | " + " | ".join(programs) + " |\n|---|" + "--:|" * len(programs))
        for title in ("first prompt", "a key", "Tab"):
            print(f"| {title} | " + " | ".join(summary(figures[name][title]) for name in programs) + " |", flush=True)
        own = time_large(edush, environment, home, runs)
        print("\n| edush | |\n|---|--:|")
        for title, values in own.items():
            print(f"| {title} | {summary(values)} |", flush=True)


def measure_prompt(program, environment, figures):
    command, prompt, word, completed = program
    terminal = Terminal(command, environment)
    try:
        shown = terminal.wait(prompt)
        if shown is None:
            return
        figures["first prompt"].append((time.monotonic() - terminal.began) * 1000)
        for key in b"abcdefgh":
            figures["a key"].append(terminal.echo(bytes([key])))
        terminal.send(b"\x15")
        terminal.settle()
        terminal.send(word)
        if completed is not None:
            # Either the whole word or only the added part may be drawn.
            figures["Tab"].append(terminal.echo(b"\t"))
    finally:
        terminal.close()
    for values in figures.values():
        values[:] = [value for value in values if value is not None]


def time_large(edush, environment, home, runs):
    """Keys and Tab with 50,000 known ids and a large last value."""
    keep_ids(home, 50_000)
    figures = {
        "a key, 50,000 ids": [], "Tab of ids, 50,000 known": [], "Tab of ids that begin so, 50,000 known": [],
        "a key, a value of 100 MB": [], "Tab of keys of a value of 100 MB": [],
    }
    terminal = Terminal([edush], environment)
    try:
        terminal.wait(b"> ")
        for _ in range(runs):
            figures["a key, 50,000 ids"].append(terminal.echo(b"c"))
            terminal.send(b"\x15coderpad.pads.get(")
            figures["Tab of ids, 50,000 known"].append(terminal.echo(b"\t", b"Pad "))
            terminal.clear()
            terminal.send(b"coderpad.pads.get(\"P004")
            figures["Tab of ids that begin so, 50,000 known"].append(terminal.echo(b"\t", b"Pad 4"))
            terminal.clear()
            terminal.settle()
        terminal.send(b"\x15let big = [range(400000) | {id: ., title: \"t\\(.)\", notes: (\"x\" * 200)}]; $big | length")
        terminal.settle()
        terminal.echo(b"\r", b"\x1b[?2004h")
        terminal.settle(0.3)
        for _ in range(runs):
            figures["a key, a value of 100 MB"].append(terminal.echo(b"c"))
            terminal.send(b"\x15$big | map(.")
            figures["Tab of keys of a value of 100 MB"].append(terminal.echo(b"\t", b"notes"))
            terminal.clear()
            terminal.settle()
    finally:
        terminal.close()
    return {title: [value for value in values if value is not None] for title, values in figures.items()}


# MARK: The language server


def long_script(lines):
    """A typical script, only longer: parameters, definitions, calls, loops and conditions."""
    text = ['param since: date = "2026-01-01"', "use coderpad", "def short: .[:40];", ""]
    block = 0
    while len(text) < lines:
        block += 1
        text += [
            f"# Block {block}: pads of one language.", f"let pads{block} = pads.list | map(select(.language == \"ruby\"))",
            f"for pad in $pads{block} keep going {{", "  let found = pads.get($pad.id)",
            f"  if $found.title | startswith(\"Block {block}\") {{",
            f"    pads.update($found.id, title: \"Block {block} of \\($since)\", language: \"ruby\")", "  } else {",
            "    print \"\\($found.id): \\($found.title | short)\"", "  }", "}",
            f"let count{block} = $pads{block} | map({{id, title: (.title | short), events: (.events | length)}})",
            f"save $count{block} to \"block{block}.csv\"", "",
        ]
    return text[:lines - 1] + [""]


class Editor:
    """A client of `edush lsp`."""

    def __init__(self, edush, environment):
        self.process = subprocess.Popen(
            [edush, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
        self.number = 0
        self.request("initialize", {"capabilities": {}})
        self.notify("initialized", {})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while (line := self.process.stdout.readline().strip()):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return json.loads(self.process.stdout.read(length))

    def notify(self, method, parameters):
        self.send({"method": method, "params": parameters})

    def request(self, method, parameters):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": parameters})
        while (message := self.receive()).get("id") != self.number:
            pass
        return message.get("result")

    def diagnostics(self, version):
        while True:
            message = self.receive()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"].get("version") == version:
                return message["params"]["diagnostics"]

    def close(self):
        self.process.kill()
        self.process.wait()


def time_editor(edush, runs):
    """Prints the response times of an editor's requests in a long script."""
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "EDUSH_HOME": home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        lines = long_script(LINES)
        uri = f"file://{home}/long.eduscript"
        editor = Editor(edush, environment)
        try:
            began = time.monotonic()
            editor.notify("textDocument/didOpen", {
                "textDocument": {"uri": uri, "languageId": "eduscript", "version": 0, "text": "\n".join(lines)}})
            found = editor.diagnostics(0)
            print(f"{LINES} lines, opened and checked in {(time.monotonic() - began) * 1000:.0f} ms: {len(found)} findings.\n")
            rows = EditorTimes(editor, uri, lines, runs).rows()
        finally:
            editor.close()
    print(f"Median / 95th percentile in ms of {runs} rounds.\n\n| | ms |\n|---|--:|")
    for title, values in rows.items():
        print(f"| {title} | {summary(values)} |", flush=True)


class EditorTimes:
    """Edits one text repeatedly."""

    def __init__(self, editor, uri, lines, runs):
        self.editor, self.uri, self.lines, self.runs, self.version = editor, uri, lines, runs, 0

    def line(self, near, beginning):
        """The number of the first line from a position on with the given beginning."""
        return next(n for n in range(near, len(self.lines)) if self.lines[n].strip().startswith(beginning))

    def edit(self, line, start, end, text):
        self.version += 1
        self.editor.notify("textDocument/didChange", {
            "textDocument": {"uri": self.uri, "version": self.version},
            "contentChanges": [{"text": text, "range": {
                "start": {"line": line, "character": start}, "end": {"line": line, "character": end}}}]})
        return self.editor.diagnostics(self.version)

    def keystrokes(self, line, column):
        """Types a letter and removes it again."""
        times = []
        for round in range(self.runs):
            began = time.monotonic()
            self.edit(line, column, column + round % 2, "" if round % 2 else "x")
            times.append((time.monotonic() - began) * 1000)
        if self.runs % 2:
            self.edit(line, column, column + 1, "")
        return times

    def requests(self, method, line, column):
        times = []
        for _ in range(self.runs):
            # After a keystroke, like the request of an editor.
            self.edit(line, column, column, " ")
            self.edit(line, column, column + 1, "")
            began = time.monotonic()
            self.editor.request(method, {
                "textDocument": {"uri": self.uri}, "position": {"line": line, "character": column}})
            times.append((time.monotonic() - began) * 1000)
        return times

    def rows(self):
        rows = {}
        for place, near in (("top", 4), ("middle", LINES // 2), ("end", LINES - 60)):
            text, name, call = self.line(near, "pads.update"), self.line(near, "let pads"), self.line(near, "let found")
            rows[f"a letter in a string, {place}"] = self.keystrokes(text, self.lines[text].index("Block") + 2)
            rows[f"a letter in a name, {place}"] = self.keystrokes(name, 6)
            rows[f"completion of a method, {place}"] = self.requests(
                "textDocument/completion", call, self.lines[call].index("get"))
            rows[f"hover, {place}"] = self.requests("textDocument/hover", call, self.lines[call].index("get") + 1)
        return rows
