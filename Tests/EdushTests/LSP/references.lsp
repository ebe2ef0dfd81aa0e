# All places where a name has the same meaning, and renaming it.

start {}
open a.eduscript
| let x = 1
| let x = $x + 1
| for y in $x { print {$x, z: $x, y: $y} }
-> textDocument/references {"position": {"line": 1, "character": 4}}
<- [{"range": {"start": {"line": 1, "character": 4}}}, {"range": {"start": {"line": 2, "character": 9}}}, {"range": {"start": {"line": 2, "character": 21}}}, {"range": {"start": {"line": 2, "character": 28}}}]
-> textDocument/references {"position": {"line": 1, "character": 4}, "context": {"includeDeclaration": false}}
<- [{"range": {"start": {"line": 2, "character": 9}}}, {"range": {"start": {"line": 2, "character": 21}}}, {"range": {"start": {"line": 2, "character": 28}}}]
-> textDocument/documentHighlight {"position": {"line": 0, "character": 4}}
<- [{"range": {"start": {"line": 0, "character": 4}}}, {"range": {"start": {"line": 1, "character": 8}}}]

# A shorthand member keeps its key.
-> textDocument/prepareRename {"position": {"line": 2, "character": 29}}
<- {"start": {"line": 2, "character": 28}, "end": {"line": 2, "character": 30}}
-> textDocument/rename {"position": {"line": 2, "character": 29}, "newName": "$count"}
<- {"changes": {"file://<folder>a.eduscript": [{"range": {"start": {"line": 1, "character": 4}, "end": {"line": 1, "character": 5}}, "newText": "count"}, {"range": {"start": {"line": 2, "character": 9}}, "newText": "$count"}, {"range": {"start": {"line": 2, "character": 21}}, "newText": "x: $count"}, {"range": {"start": {"line": 2, "character": 28}}, "newText": "$count"}]}}

# Renames that would change a meaning, and invalid names.
-> textDocument/rename {"position": {"line": 1, "character": 4}, "newName": "y"}
<! {"code": -32803, "message": "`y` already means something there"}
-> textDocument/rename {"position": {"line": 1, "character": 4}, "newName": "a b"}
<! {"code": -32602}
-> textDocument/rename {"position": {"line": 1, "character": 4}, "newName": ""}
<! {"code": -32602}
-> textDocument/prepareRename {"position": {"line": 2, "character": 15}}
<- null
-> textDocument/rename {"position": {"line": 2, "character": 15}, "newName": "z"}
<! {"code": -32803}

# Functions and their parameters, including in modules.
disk lib.eduscript
| def twice($n): $n * 2;
open lib.eduscript
| def twice($n): $n * 2;
| def four: twice(2);
open a.eduscript
| import "lib" as m;
| print m::twice(3)
| print ({a: 1} as {$a} | $a)
-> textDocument/references {"position": {"line": 1, "character": 9}}
<- [{"uri": "file://<folder>a.eduscript", "range": {"start": {"line": 1, "character": 6}}}, {"uri": "file://<folder>lib.eduscript", "range": {"start": {"line": 0, "character": 4}}}, {"uri": "file://<folder>lib.eduscript", "range": {"start": {"line": 1, "character": 10}}}]
-> textDocument/rename {"position": {"line": 1, "character": 9}, "newName": "double"}
<- {"changes": {"file://<folder>a.eduscript": [{"newText": "m::double"}], "file://<folder>lib.eduscript": [{"newText": "double"}, {"newText": "double"}]}}
-> textDocument/rename {"position": {"line": 2, "character": 25}, "newName": "b"}
<- {"changes": {"file://<folder>a.eduscript": [{"newText": "a: $b"}, {"newText": "$b"}]}}
