# Completion at the cursor, the same as the prompt's Tab.

start {"textDocument": {"completion": {"completionItem": {"snippetSupport": true}}}}

# The first word of a statement.
open a.eduscript
| pri‸
-> textDocument/completion
<- {"isIncomplete": false, "items": ["…", {"label": "print", "kind": 14, "documentation": {"kind": "markdown",
  "value": "…print EXPR…"}, "textEdit": {"newText": "print", "range": {"start": {"line": 0, "character": 0},
  "end": {"line": 0, "character": 3}}}}, "…", {"label": "coderpad", "kind": 9}, "…", {"label": "from_entries", "kind": 3}, "…"]}

# Resources and methods.
open a.eduscript
| coderpad.‸
-> textDocument/completion
<- {"items": [{"label": "pads", "kind": 9, "documentation": {"value": "…`get(id)`…"}}, "…"]}
open a.eduscript
| print coderpad@old.pads.g‸
-> textDocument/completion
<- {"items": ["…", {"label": "get", "kind": 2, "detail": "Returns detail…", "documentation": {"value": "…Class: read…"},
  "insertTextFormat": 2, "textEdit": {"newText": "get($0)", "range": {"start": {"line": 0, "character": 24},
  "end": {"line": 0, "character": 25}}}}, "…"]}
open a.eduscript
| use coderpad
| if true {
|   pads.‸
| }
-> textDocument/completion
<- {"items": [{"label": "list", "insertTextFormat": "<absent>"}, "…"]}

# Parameters, with their types; given ones are not suggested again.
open a.eduscript
| coderpad.pads.update("A", title: "x", ‸)
-> textDocument/completion
<- {"items": [{"label": "language", "kind": 10, "documentation": {"value": "…(language: string)…"},
  "textEdit": {"newText": "language: "}}, "…", {"label": "private", "detail": "boolean…"}, "…", {"label": "codementor"}, "…"]}

# The values of a parameter, in a string that the editor has closed automatically.
open a.eduscript
| coderpad.pads.list(sort: "‸")
-> textDocument/completion
<- {"items": [{"label": "\"created_at\"", "kind": 12, "textEdit": {"range": {"start": {"line": 0, "character": 25},
  "end": {"line": 0, "character": 27}}}}, "…"]}
open a.eduscript
| coderpad.pads.create(private: ‸)
-> textDocument/completion
<- {"items": [{"label": "true"}, {"label": "false"}]}

# Variables: the bindings before the cursor, innermost first.
open a.eduscript
| param since: date = "2026-01-01"  "the day"
| let pads = coderpad.pads.list
| do { let hidden = 1 } catch e { print $e }
| for pad in $pads[] {
|   [1] as [$one] | $‸
| }
| let later = 1
-> textDocument/completion
<- {"items": [{"label": "$one", "kind": 6}, {"label": "$pad"}, {"label": "$pads", "detail": "[{id, …"},
  {"label": "$since", "documentation": {"value": "…the day…"}}]}
open a.eduscript
| def scale($by; f): f * $‸
-> textDocument/completion
<- {"items": [{"label": "$by"}]}

# Fields of a call's output, of a variable, of the last value.
open a.eduscript
| coderpad.pads.get("A") | .own‸
-> textDocument/completion
<- {"items": ["…", {"label": "owner_email", "kind": 5, "detail": "string", "textEdit": {"newText": "owner_email",
  "range": {"start": {"line": 0, "character": 26}}}}, "…"]}
open a.eduscript
| for pad in each(coderpad.pads.list) {
|   print $pad.‸
-> textDocument/completion
<- {"items": ["…", {"label": "language"}, "…"]}
open a.eduscript
| coderpad.pads.get("A")
| .events[0].‸
| print 1
-> textDocument/completion
<- {"items": ["…", {"label": "kind"}, "…"]}

# Builtins, and the text's own functions, including those of modules.
disk lib/tools.eduscript
| # Twice as much.
| def twice: . * 2;
| def add($n): . + $n;
open a.eduscript
| import "lib/tools" as t;
| def mine(f): f;
| 1 | ‸
-> textDocument/completion
<- {"items": ["…", {"label": "mine", "documentation": {"value": "…def mine(f)…"}}, {"label": "t::add",
  "textEdit": {"newText": "t::add($0)"}}, {"label": "t::twice", "documentation": {"value": "…Twice as much.…"}}, "…",
  {"label": "each"}, "…", {"label": "map", "documentation": {"value": "…[1,2] | map(. + 1)…"}}, "…"]}

# Providers, formats, types, options of a loop.
open a.eduscript
| login ‸
-> textDocument/completion
<- {"items": [{"label": "codementor"}, {"label": "coderpad"}, "…"]}
open a.eduscript
| [1] | @‸
-> textDocument/completion
<- {"items": ["…", {"label": "@csv", "kind": 21}, "…"]}
open a.eduscript
| param since: ‸
-> textDocument/completion
<- {"items": ["…", {"label": "date", "kind": 25}, "…"]}
open a.eduscript
| for x in range(3) ‸
-> textDocument/completion
<- {"items": [{"label": "once"}, {"label": "by"}, {"label": "at most"}, {"label": "parallel"}, {"label": "retry"}, {"label": "after"}, {"label": "keep going"}]}

# The whole word under the cursor is replaced, and the colon after it is not repeated.
open a.eduscript
| coderpad.pads.update("A", ti‸tle: "x")
-> textDocument/completion
<- {"items": ["…", {"label": "title", "textEdit": {"newText": "title", "range": {"start": {"line": 0, "character": 26},
  "end": {"line": 0, "character": 31}}}}, "…"]}

# Nothing where a new name is expected, or in a comment.
open a.eduscript
| let nam‸
-> textDocument/completion
<- {"items": []}
open a.eduscript
| 1 # coderpad.‸
-> textDocument/completion
<- {"items": []}
-> shutdown
<- null
=> exit
exit 0

# Profiles come from the settings; credentials are not read. Without snippet support the name is inserted alone.
disk .edush/config.json
| {"profiles": {"coderpad@old": {}, "coderpad@new": {"credential_command": "touch <folder>ran"}}, "colour": 1}
start {"textDocument": {"completion": {"completionItem": {"documentationFormat": ["plaintext"]}}}}
<= window/showMessage {"type": 2, "message": "…unknown setting `colour`…"}
open a.eduscript
| use coderpad@‸
-> textDocument/completion
<- {"items": [{"label": "@new", "kind": 20}, {"label": "@old"}]}
open a.eduscript
| coderpad.pads.g‸
-> textDocument/completion
<- {"items": ["…", {"label": "get", "textEdit": {"newText": "get"}, "documentation": {"kind": "plaintext",
  "value": "coderpad.pads.get(id)\n\n…"}}, "…"]}
