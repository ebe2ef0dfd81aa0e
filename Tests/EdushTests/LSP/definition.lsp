# From a name to its declaration.

start {"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}
disk lib/tools.eduscript
| # Twice as much.
| def twice: . * 2;
open a.eduscript
| import "lib/tools" as t;
| 1 | t::twi‸ce
-> textDocument/definition
<- {"uri": "file://<folder>lib/tools.eduscript", "range": {"start": {"line": 1, "character": 4}, "end": {"line": 1, "character": 9}}}
open a.eduscript
| include "lib/to‸ols";
-> textDocument/definition
<- {"uri": "file://<folder>lib/tools.eduscript", "range": {"start": {"line": 0, "character": 0}}}

# The text open in the editor takes precedence over the file.
open lib/tools.eduscript
| def thrice: . * 3;
| def twice: . * 2;
open a.eduscript
| include "lib/tools";
| print 1
| thri‸ce
-> textDocument/definition
<- {"uri": "file://<folder>lib/tools.eduscript", "range": {"start": {"line": 0, "character": 4}}}

# Variables of all kinds; a later `let` shadows an earlier one.
open a.eduscript
| let x = 1
| let x = $x + 1
| { a: $x‸ }
-> textDocument/definition
<- {"uri": "file://<folder>a.eduscript", "range": {"start": {"line": 1, "character": 4}, "end": {"line": 1, "character": 5}}}
-> textDocument/definition {"position": {"line": 1, "character": 9}}
<- {"range": {"start": {"line": 0, "character": 4}}}
open a.eduscript
| param q = 1
| for p in [$q‸] { print $p }
-> textDocument/definition
<- {"range": {"start": {"line": 0, "character": 6}}}
-> textDocument/definition {"position": {"line": 1, "character": 24}}
<- {"range": {"start": {"line": 1, "character": 4}}}
open a.eduscript
| do { error } catch fault { print $fau‸lt.message }
-> textDocument/definition
<- {"range": {"start": {"line": 0, "character": 19}}}
open a.eduscript
| . as {a: [$one]} | "é😀\($o‸ne)"
-> textDocument/definition
<- {"range": {"start": {"line": 0, "character": 10}, "end": {"line": 0, "character": 14}}}
open a.eduscript
| label $out | 1, break $o‸ut
-> textDocument/definition
<- {"range": {"start": {"line": 0}}}

# Functions by arity, and their parameters.
open a.eduscript
| def f: 1;
| def f(g): g;
| f(f‸)
-> textDocument/definition
<- {"range": {"start": {"line": 0, "character": 4}}}
-> textDocument/definition {"position": {"line": 2, "character": 0}}
<- {"range": {"start": {"line": 1, "character": 4}}}
-> textDocument/definition {"position": {"line": 1, "character": 10}}
<- {"range": {"start": {"line": 1, "character": 6}}}

# A text with an error keeps its names; a method has no source text.
open a.eduscript
| let x = 1
| print (
| print $x‸
-> textDocument/definition
<- {"range": {"start": {"line": 0, "character": 4}}}
open a.eduscript
| coderpad.pads.li‸st
-> textDocument/definition
<- null

open a.eduscript
| ‸param since = "2026"
| def f($a): def g: 1; g;
| for x in [1] { let y = $x }
-> textDocument/documentSymbol
<- [{"name": "since", "kind": 14, "selectionRange": {"start": {"line": 0, "character": 6}}},
  {"name": "f", "kind": 12, "detail": "f($a)", "children": [{"name": "g", "kind": 12, "children": []}]},
  {"name": "y", "kind": 13, "detail": "let y = $x"}]
-> shutdown
<- null
=> exit
exit 0

# A space and a non-ASCII letter in a path, and a flat list for clients that want one.
start {}
disk my ä/lib.jq
| def f: 1;
open my ä/a.eduscript
| import "lib" as l;
| l::f‸
-> textDocument/definition {"textDocument": {"uri": "file://<folder>my%20%C3%A4/a.eduscript"}}
<! {"code": -32602}
=> textDocument/didOpen {"textDocument": {"uri": "file://<folder>my%20%C3%A4/a.eduscript", "version": 1,
  "text": "import \"lib\" as l;\ndef one: l::f;\none"}}
-> textDocument/definition {"textDocument": {"uri": "file://<folder>my%20%C3%A4/a.eduscript"}, "position": {"line": 1, "character": 12}}
<- {"uri": "file://<folder>my%20%C3%A4/lib.jq"}
-> textDocument/documentSymbol {"textDocument": {"uri": "file://<folder>my%20%C3%A4/a.eduscript"}}
<- [{"name": "one", "kind": 12, "location": {"range": {"start": {"line": 1, "character": 0}}}, "children": "<absent>"}]
