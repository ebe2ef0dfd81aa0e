# A request that is cancelled before its turn is not carried out.

start {}
raw Content-Length: 45\r\n\r\n{"jsonrpc": "2.0", "id": "a", "method": "hm"}Content-Length: 68\r\n\r\n{"jsonrpc":"2.0","method":"$/cancelRequest", "params": {"id" : "a"}}
<? {"id": "a", "error": {"code": -32800}}
=> $/cancelRequest {"id": "gone"}
-> shutdown
<- null
=> exit
exit 0
