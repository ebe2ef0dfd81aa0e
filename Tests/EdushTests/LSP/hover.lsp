# The description of the name at the cursor.

start {}

# A method: signature, class, request, parameters, output, the link.
open a.eduscript
| print coderpad.pads.up‸date("A", title: "x")
-> textDocument/hover
<- {"contents": {"kind": "markdown", "value":
  "…coderpad.pads.update(id)…Modifies an existing pad…Class: write. `PUT /api/pads/{id}` It is destructive with `ended: true`…**Parameters**…- `title` string…[Documentation](https://coderpad.io/api)…"},
  "range": {"start": {"line": 0, "character": 20}, "end": {"line": 0, "character": 26}}}
open a.eduscript
| use coderpad
| each(pads.l‸ist) | .id
-> textDocument/hover
<- {"contents": {"value": "…coderpad.pads.list…A list…"}}

# A parameter, a resource, a provider.
open a.eduscript
| coderpad.pads.update("A", ti‸tle: "x")
-> textDocument/hover
<- {"contents": {"value": "…coderpad.pads.update(title: string)…"}}
open a.eduscript
| coderpad.pads.create({lang‸uage: "ruby"})
-> textDocument/hover
<- {"contents": {"value": "…coderpad.pads.create(language: string)…"}}
open a.eduscript
| coderpad.pa‸ds.list
-> textDocument/hover
<- {"contents": {"value": "…coderpad.pads…- `get(id)`…"}}
open a.eduscript
| use coder‸pad
-> textDocument/hover
<- {"contents": {"value": "…CoderPad…- `pads`…"}}

# A builtin, a statement.
open a.eduscript
| [1] | map‸(.)
-> textDocument/hover
<- {"contents": {"value": "…map/1…The filter's outputs…[1,2] | map(. + 1)\n# [2,3]…"}}
open a.eduscript
| fo‸r x in [1] { print $x }
-> textDocument/hover
<- {"contents": {"value": "…for NAME in EXPR…"}}

# Variables, parameters, functions, with their documentation.
open a.eduscript
| # All that is open.
| let open = coderpad.pads.list
| print $op‸en
-> textDocument/hover
<- {"contents": {"value": "…let open = coderpad.pads.list…All that is open.…Contains `[{id, title,…"}}
open a.eduscript
| param since: date = "2026-01-01"  "only later ones"
| print $since‸
-> textDocument/hover
<- {"contents": {"value": "…param since: date = \"2026-01-01\"…only later ones"}}
open a.eduscript
| # Twice as much.
| def twice($x): $x * 2;
| 1 | tw‸ice(3)
-> textDocument/hover
<- {"contents": {"value": "…def twice($x)…Twice as much."}}

# Markdown in a string is escaped.
open a.eduscript
| param a = 1  "**not** <b>bold</b> but `co*de`"
| $a‸
-> textDocument/hover
<- {"contents": {"value": "…\\*\\*not\\*\\* \\<b>bold\\</b> but `co*de`"}}

# Nothing.
open a.eduscript
| 1 +‸ 2
-> textDocument/hover
<- null

# Signatures.
open a.eduscript
| coderpad.pads.update("A", title: "x‸")
-> textDocument/signatureHelp
<- {"signatures": [{"label": "coderpad.pads.update(id: string, title: string?, …", "activeParameter": 1,
  "parameters": [{"label": "id: string", "documentation": "string, required…"}, "…"]}], "activeParameter": 1}
open a.eduscript
| coderpad.pads.get(‸)
-> textDocument/signatureHelp
<- {"activeParameter": 0}
open a.eduscript
| def f($a; b): $a;
| map(f(1; [2, ‸]))
-> textDocument/signatureHelp
<- {"signatures": [{"label": "f($a; b)"}], "activeParameter": 1}
open a.eduscript
| sub("a"; ‸)
-> textDocument/signatureHelp
<- {"signatures": [{"label": "sub(re; str; flags)", "documentation": {"value": "Replaces the first match…"},
  "parameters": [{"label": "re"}, {"label": "str"}, {"label": "flags"}]}], "activeParameter": 1}
open a.eduscript
| (1 + ‸)
-> textDocument/signatureHelp
<- null
-> shutdown
<- null
=> exit
exit 0

start {"textDocument": {"hover": {"contentFormat": ["plaintext"]}}}
open a.eduscript
| coderpad.pads.li‸st
-> textDocument/hover
<- {"contents": {"kind": "plaintext", "value": "coderpad.pads.list\n\n…\n\nParameters\n  sort  string, …"}}
