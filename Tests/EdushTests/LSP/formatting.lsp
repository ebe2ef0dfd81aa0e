# The layout of `edush fmt`, as edits of whitespace.

start {}
open a.eduscript
| let  x=1
| print "é😀"   | length
-> textDocument/formatting {"options": {"tabSize": 8, "insertSpaces": false}}
<- [{"range": {"start": {"line": 0, "character": 3}, "end": {"line": 0, "character": 5}}, "newText": " "},
  {"range": {"start": {"line": 0, "character": 6}, "end": {"line": 0, "character": 6}}, "newText": " "},
  {"range": {"start": {"line": 0, "character": 7}, "end": {"line": 0, "character": 7}}, "newText": " "},
  {"range": {"start": {"line": 1, "character": 11}, "end": {"line": 1, "character": 14}}, "newText": " "}]

# Nothing to do; a syntax error; an empty text.
open a.eduscript
| let x = 1
-> textDocument/formatting
<- []
open a.eduscript
| let  x = (1
-> textDocument/formatting
<- []
=> textDocument/didChange {"contentChanges": [{"text": ""}]}
-> textDocument/formatting
<- []

# Blocks are indented, and a carriage return is whitespace.
=> textDocument/didChange {"contentChanges": [{"text": "for x in [1]{\r\nprint $x\r\n}\r\n"}]}
-> textDocument/formatting
<- [{"newText": " "}, {"range": {"start": {"line": 0, "character": 13}, "end": {"line": 1, "character": 0}}, "newText": "\n  "},
  {"newText": "\n"}, {"newText": "\n"}]
-> shutdown
<- null
=> exit
exit 0
