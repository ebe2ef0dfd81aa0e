import JSON

/// An incoming JSON-RPC 2.0 message.
enum Message {
  case request(id: Value, method: String, parameters: Value)
  case notification(method: String, parameters: Value)
  /// The client's response to a request of the server.
  case response
  /// An invalid message, and the error to respond with.
  case invalid(id: Value, ResponseError)

  init(_ frame: FrameReader.Frame) {
    switch frame {
    case .fault(let reason): self = .invalid(id: .null, ResponseError(.parseError, reason))
    case .body(let bytes):
      do throws(ParseError) {
        self.init(try Value.parse(utf8: bytes))
      } catch {
        self = .invalid(id: .null, ResponseError(.parseError, "the message is not valid JSON: \(error.message)"))
      }
    }
  }

  private init(_ value: Value) {
    guard value.kind == .object else {
      self = .invalid(id: .null, ResponseError(.invalidRequest, "a message is an object"))
      return
    }
    let id = value["id"]
    let parameters = value["params"] ?? .null
    if let id, !Self.isIdentifier(id) {
      self =
        value["method"] == nil && id.isNull
        ? .response : .invalid(id: .null, Self.mistake("an id is a text or an integer"))
    } else if value["jsonrpc"]?.string != "2.0" {
      self = .invalid(id: id ?? .null, Self.mistake("a message needs `\"jsonrpc\": \"2.0\"`"))
    } else if let method = value["method"]?.string {
      self = Self.called(method, id, parameters)
    } else if id != nil, value["method"] == nil, value["result"] != nil || value["error"] != nil {
      self = .response
    } else {
      self = .invalid(id: id ?? .null, Self.mistake("a request names a method"))
    }
  }

  private static func called(_ method: String, _ id: Value?, _ parameters: Value) -> Message {
    switch parameters.kind {
    case .object, .array, .null:
      id.map { .request(id: $0, method: method, parameters: parameters) }
        ?? .notification(method: method, parameters: parameters)
    default: .invalid(id: id ?? .null, mistake("`params` is an object or an array"))
    }
  }

  private static func mistake(_ message: String) -> ResponseError { ResponseError(.invalidRequest, message) }

  private static func isIdentifier(_ id: Value) -> Bool { id.string != nil || id.int != nil }
}

/// An error response.
struct ResponseError: Error, Equatable {
  /// The error codes of JSON-RPC 2.0 and LSP 3.17.
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case serverNotInitialized = -32002
    case requestCancelled = -32800
    case requestFailed = -32803
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  var value: Value { ["code": Value(code.rawValue), "message": Value(message)] }
}

extension Value {
  /// A response message.
  static func response(to id: Value, _ result: Result<Value, ResponseError>) -> Value {
    switch result {
    case .success(let value): ["jsonrpc": "2.0", "id": id, "result": value]
    case .failure(let error): ["jsonrpc": "2.0", "id": id, "error": error.value]
    }
  }

  static func notification(_ method: String, _ parameters: Value) -> Value {
    ["jsonrpc": "2.0", "method": Value(method), "params": parameters]
  }
}
