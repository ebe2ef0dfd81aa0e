# Errors appear while typing, and disappear when fixed.

start {"textDocument": {"publishDiagnostics": {"tagSupport": {"valueSet": [1]}, "relatedInformation": true}}}
open a.eduscript
| coderpad.pads.update("A", tilte: "x")
| let unused = 1
<= textDocument/publishDiagnostics {"uri": "file://<folder>a.eduscript", "version": 1, "diagnostics": [
  {"range": {"start": {"line": 0, "character": 26}, "end": {"line": 0, "character": 31}}, "severity": 1,
   "code": "unknown-parameter", "source": "edush",
   "message": "coderpad.pads.update has no parameter `tilte`\ndid you mean `title`?"},
  {"range": {"start": {"line": 1, "character": 4}}, "severity": 2, "code": "unused-variable", "tags": [1]}]}
=> textDocument/didChange {"contentChanges": [
  {"range": {"start": {"line": 0, "character": 26}, "end": {"line": 0, "character": 31}}, "text": "title"},
  {"range": {"start": {"line": 1, "character": 0}, "end": {"line": 2, "character": 0}}, "text": ""}]}
<= textDocument/publishDiagnostics {"version": 2, "diagnostics": []}

# The whole text at once; a syntax error; two of them.
=> textDocument/didChange {"contentChanges": [{"text": "let x = (1\n"}]}
<= textDocument/publishDiagnostics {"version": 3, "diagnostics": ["…", {"severity": 1, "code": "syntax"}]}
=> textDocument/didChange {"contentChanges": [{"text": "print 1 )\n\nprint ]\n"}]}
<= textDocument/publishDiagnostics {"version": 4, "diagnostics": [{"code": "syntax", "range": {"start": {"line": 0}}},
  {"code": "syntax", "range": {"start": {"line": 2}}}]}

# A surrogate pair is two columns, a letter with an accent one.
=> textDocument/didChange {"contentChanges": [{"text": "\"é😀\" | nosuch\n"}]}
<= textDocument/publishDiagnostics {"diagnostics": [
  {"range": {"start": {"line": 0, "character": 8}, "end": {"line": 0, "character": 14}}, "code": "unknown-function"}]}
=> textDocument/didChange {"contentChanges": [
  {"range": {"start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 4}}, "text": "👩🏽‍🚀"},
  {"range": {"start": {"line": 0, "character": 13}, "end": {"line": 0, "character": 19}}, "text": "length"}]}
<= textDocument/publishDiagnostics {"diagnostics": []}
-> textDocument/hover {"position": {"line": 0, "character": 15}}
<- {"contents": {"value": "…length/0…"}, "range": {"start": {"line": 0, "character": 13}, "end": {"line": 0, "character": 19}}}

# A position in the middle of a pair is its start; one beyond the end is the end.
=> textDocument/didChange {"contentChanges": [{"text": "\"😀\""}, {"text": "!",
  "range": {"start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 2}}},
  {"range": {"start": {"line": 9, "character": 0}, "end": {"line": 9, "character": 0}}, "text": " | ltrimstr(\"!😀\") | x"}]}
<= textDocument/publishDiagnostics {"diagnostics": [{"range": {"start": {"line": 0, "character": 26}}, "message": "x/0…"}]}

# Line ends of three kinds.
=> textDocument/didChange {"contentChanges": [{"text": "print 1\r\nprint 2\rprint nosuch\n"}]}
<= textDocument/publishDiagnostics {"diagnostics": [{"range": {"start": {"line": 2, "character": 0}}}]}

# A call that no permission covers.
=> textDocument/didChange {"contentChanges": [{"text": "coderpad.pads.end(\"A\")\n"}]}
<= textDocument/publishDiagnostics {"diagnostics": [{"code": "not-permitted", "severity": 1}]}

# A danger is an error if the script writes, otherwise a warning.
=> textDocument/didChange {"contentChanges": [{"text": "for x in 1 | select(. = 1) { coderpad.pads.create(title: \"x\") }\n"}]}
<= textDocument/publishDiagnostics {"diagnostics": [{"code": "assignment-in-condition", "severity": 1}]}
=> textDocument/didChange {"contentChanges": [{"text": "for x in 1 | select(. = 1) { coderpad.pads.list }\n"}]}
<= textDocument/publishDiagnostics {"diagnostics": [{"code": "assignment-in-condition", "severity": 2}]}

# An error in a module is shown where it is loaded, and disappears once the module is fixed.
disk lib.jq
| def f: 1;
| def g: nosuch;
open b.eduscript
| import "lib" as l;
| l::f, l::g
<= textDocument/publishDiagnostics {"diagnostics": [{"range": {"start": {"line": 0, "character": 7}, "end": {"line": 0, "character": 12}},
  "message": "lib.jq:2:8: nosuch/0 is not defined…",
  "relatedInformation": [{"location": {"uri": "file://<folder>lib.jq", "range": {"start": {"line": 1, "character": 7}}}}]}]}
disk lib.jq
| def f: 1;
| def g: 2;
=> textDocument/didSave
<= textDocument/publishDiagnostics {"diagnostics": []}

# A closed document has no diagnostics.
open c.eduscript
| (
<= textDocument/publishDiagnostics {"diagnostics": [{"code": "syntax"}]}
=> textDocument/didClose
<= textDocument/publishDiagnostics {"uri": "file://<folder>c.eduscript", "version": "<absent>", "diagnostics": []}
-> shutdown
<- null
=> exit
exit 0

# Bytes and code points as columns, for clients that use them.
start {"general": {"positionEncodings": ["utf-8", "utf-16"]}}
open a.eduscript
| "é😀" | nosuch
<= textDocument/publishDiagnostics {"diagnostics": [{"range": {"start": {"line": 0, "character": 11}, "end": {"line": 0, "character": 17}}}]}
start {"general": {"positionEncodings": ["utf-32"]}}
open a.eduscript
| "é😀" | nosuch
<= textDocument/publishDiagnostics {"diagnostics": [{"range": {"start": {"line": 0, "character": 7}, "end": {"line": 0, "character": 13}}}]}
