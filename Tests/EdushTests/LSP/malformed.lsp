# An invalid message is answered, and the ones after it are served.

start {}
raw Content-Length: 9\r\n\r\n{"jsonrpc
<? {"jsonrpc": "2.0", "id": null, "error": {"code": -32700}}
raw Content-Length: 2\r\n\r\n[]
<? {"id": null, "error": {"code": -32600}}
raw Content-Length: 4\r\n\r\n"hi"
<? {"id": null, "error": {"code": -32600}}
raw Content-Length: 25\r\n\r\n{"id": 1, "method": "hm"}
<? {"id": 1, "error": {"code": -32600}}
raw Content-Length: 43\r\n\r\n{"jsonrpc": "2.0", "id": [], "method": "x"}
<? {"id": null, "error": {"code": -32600}}
raw Content-Length: 42\r\n\r\n{"jsonrpc": "2.0", "id": 7, "method": "x",
<? {"id": null, "error": {"code": -32700}}
raw Content-Length: 26\r\n\r\n{"jsonrpc": "2.0", "id":8}
<? {"id": 8, "error": {"code": -32600}}
raw Content-Length: 55\r\n\r\n{"jsonrpc": "2.0", "id":9, "method": "x", "params": 12}
<? {"id": 9, "error": {"code": -32600}}

# Headers: different case, an extra header or a bare line feed are accepted; a missing, wrong or huge length is not.
raw content-length: 43\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{"jsonrpc": "2.0", "id": 1, "method": "huh"}
<? {"id": null, "error": {"code": -32700}}
raw \r\n\r\n
<? {"id": null, "error": {"code": -32700, "message": "`}` is not a header"}}
raw content-length: 44\nX-Other: yes\n\n{"jsonrpc": "2.0", "id": 1, "method": "huh"}
<? {"id": 1, "error": {"code": -32601}}
raw X-Other: yes\r\n\r\n
<? {"id": null, "error": {"code": -32700, "message": "…Content-Length…"}}
raw Content-Length: many\r\n\r\n
<? {"id": null, "error": {"code": -32700}}
raw Content-Length: -1\r\n\r\n
<? {"id": null, "error": {"code": -32700}}
raw Content-Length: 99999999999999999999\r\n\r\n
<? {"id": null, "error": {"code": -32700}}
raw Content-Length: 1000000000000\r\n\r\n
<? {"id": null, "error": {"code": -32700}}
raw nonsense\r\n\r\n
<? {"id": null, "error": {"code": -32700, "message": "`nonsense` is not a header"}}

# A length that is too short affects only its own message.
raw Content-Length: 40\r\n\r\n{"jsonrpc": "2.0", "id": 2, "method": "huh"}Content-Length: 44\r\n\r\n{"jsonrpc": "2.0", "id": 3, "method": "huh"}
<? {"id": null, "error": {"code": -32700}}
<? {"id": null, "error": {"code": -32700}}
<? {"id": 3, "error": {"code": -32601}}

# Invalid edits leave the text unchanged.
open a.eduscript
| let a = 1
| $a‸
<= textDocument/publishDiagnostics {"diagnostics": []}
=> textDocument/didChange {"contentChanges": [{"range": {"start": {"line": 0}}, "text": "("}]}
<= window/logMessage {"type": 1}
=> textDocument/didChange {"contentChanges": 7}
<= window/logMessage {"type": 1}
=> textDocument/didChange {"textDocument": {"uri": "file:///nowhere", "version": 3}, "contentChanges": [{"text": "("}]}
=> textDocument/didOpen {"textDocument": {"uri": 3}}
=> textDocument/didClose {"textDocument": {"uri": "file:///nowhere"}}
-> textDocument/hover
<- {"contents": {"value": "…let a = 1…"}}
-> shutdown
<- null
=> exit
exit 0
