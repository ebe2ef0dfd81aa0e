# The life of a session: the first message, the last one, and unknown ones.

start -
-> textDocument/hover
<! {"code": -32002}
=> textDocument/didOpen {"textDocument": {"uri": "file:///early", "version": 1, "text": "("}}
-> initialize {"capabilities": {}}
<- {"capabilities": {"positionEncoding": "utf-16",
  "textDocumentSync": {"openClose": true, "change": 2, "save": {}},
  "completionProvider": {"triggerCharacters": ["…", ".", "…"]}, "hoverProvider": true, "definitionProvider": true,
  "referencesProvider": true, "documentHighlightProvider": true, "renameProvider": {"prepareProvider": true},
  "documentFormattingProvider": true, "documentSymbolProvider": true, "signatureHelpProvider": {}},
  "serverInfo": {"name": "edush", "version": "…"}}
=> initialized
-> initialize {"capabilities": {}}
<! {"code": -32600}
-> textDocument/unheardOf
<! {"code": -32601, "message": "…textDocument/unheardOf…"}
=> textDocument/unheardOf
=> $/setTrace {"value": "off"}
-> $/unheardOf
<! {"code": -32601}
-> textDocument/hover {"position": {"line": 0, "character": 0}}
<! {"code": -32602}
-> textDocument/hover {"textDocument": {"uri": "file:///nowhere"}, "position": {"line": 0, "character": 0}}
<! {"code": -32602, "message": "file:///nowhere is not open"}
open a.eduscript
| 1
-> textDocument/hover {"position": {"line": -1, "character": "x"}}
<! {"code": -32602}
-> shutdown
<- null
-> textDocument/hover
<! {"code": -32600}
=> exit
exit 0

# Without `shutdown` the status is 1, also if the editor disappears.
start {}
=> exit
exit 1
start {}
exit 1
start -
=> exit
exit 1

# The client's encodings, in its order of preference; the first known one is used.
start -
-> initialize {"capabilities": {"general": {"positionEncodings": ["utf-7", "utf-32", "utf-8"]}}}
<- {"capabilities": {"positionEncoding": "utf-32"}}
-> shutdown
<- null
=> exit
exit 0
