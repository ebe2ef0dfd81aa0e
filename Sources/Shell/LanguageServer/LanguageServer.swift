import Diagnostics
import JSON
import Query
import Release
import Script

/// A language server (LSP 3.17) that uses the parser, checks, completion and layout of the prompt. Handles messages one
/// at a time.
final class LanguageServer {
  enum State {
    case fresh
    case running
    case shutDown
  }

  let workspace: Workspace
  var abilities = ClientAbilities(nil)
  var documents: [String: Document] = [:]
  private(set) var state = State.fresh
  private let inbox: Inbox
  private let write: (Value) -> Void

  init(_ workspace: Workspace, inbox: Inbox, write: @escaping (Value) -> Void) {
    self.workspace = workspace
    self.inbox = inbox
    self.write = write
  }

  /// Runs until the client exits. The status is 0 after `shutdown`, otherwise 1 (LSP 3.17, "Exit Notification").
  func run() -> Int32 {
    while let item = inbox.next() {
      switch item.message {
      case .notification("exit", _): return state == .shutDown ? 0 : 1
      case .notification(let method, let parameters): if state == .running { take(method, parameters) }
      case .request(let id, _, _) where item.isCancelled:
        write(.response(to: id, .failure(ResponseError(.requestCancelled, "the request was cancelled"))))
      case .request(let id, let method, let parameters):
        let result = Result { () throws(ResponseError) in try answer(method, parameters) }
        write(.response(to: id, result))
      case .invalid(let id, let error): write(.response(to: id, .failure(error)))
      case .response: break
      }
    }
    return state == .shutDown ? 0 : 1
  }

  func notify(_ method: String, _ parameters: Value) {
    write(.notification(method, parameters))
  }

  private func answer(_ method: String, _ parameters: Value) throws(ResponseError) -> Value {
    switch (state, method) {
    case (.fresh, "initialize"): return initialize(parameters)
    case (.fresh, _): throw ResponseError(.serverNotInitialized, "the first request is `initialize`")
    case (.running, "initialize"): throw ResponseError(.invalidRequest, "`initialize` comes once")
    case (.running, "shutdown"):
      state = .shutDown
      return .null
    case (.running, _): return try result(of: method, parameters)
    case (.shutDown, _): throw ResponseError(.invalidRequest, "only `exit` may follow `shutdown`")
    }
  }

  private func result(of method: String, _ parameters: Value) throws(ResponseError) -> Value {
    switch method {
    case "textDocument/completion": try completion(at: place(parameters))
    case "textDocument/hover": try hover(at: place(parameters))
    case "textDocument/signatureHelp": try signatureHelp(at: place(parameters))
    case "textDocument/definition": try definition(at: place(parameters))
    case "textDocument/references":
      try references(
        at: place(parameters), declaration: parameters["context"]?["includeDeclaration"]?.bool == false ? .no : .yes)
    case "textDocument/documentHighlight": try highlights(at: place(parameters))
    case "textDocument/prepareRename": try renamedRange(at: place(parameters))
    case "textDocument/rename": try renaming(at: place(parameters), to: parameters["newName"]?.string ?? "")
    case "textDocument/documentSymbol": try symbols(of: document(parameters))
    case "textDocument/formatting": try formatting(of: document(parameters))
    default: throw ResponseError(.methodNotFound, "there is no method `\(method)`")
    }
  }

  private func take(_ method: String, _ parameters: Value) {
    switch method {
    case "initialized": tellMistakes()
    case "textDocument/didOpen": open(parameters)
    case "textDocument/didChange": change(parameters)
    case "textDocument/didSave": checkImporters()
    case "textDocument/didClose": close(parameters)
    default: break
    }
  }
}

// MARK: Initialization

extension LanguageServer {
  private func initialize(_ parameters: Value) -> Value {
    state = .running
    abilities = ClientAbilities(parameters["capabilities"])
    return [
      "capabilities": [
        "positionEncoding": Value(abilities.encoding.rawValue),
        "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
        "completionProvider": ["triggerCharacters": [".", "$", "@", "(", "\""]],
        "hoverProvider": true,
        "signatureHelpProvider": ["triggerCharacters": ["(", ",", ";"]],
        "definitionProvider": true,
        "referencesProvider": true,
        "documentHighlightProvider": true,
        "renameProvider": ["prepareProvider": true],
        "documentSymbolProvider": true,
        "documentFormattingProvider": true,
      ],
      "serverInfo": ["name": "edush", "version": Value(Release.version)],
    ]
  }

  /// Shows configuration errors as warnings; they do not prevent the server from working.
  private func tellMistakes() {
    for mistake in workspace.mistakes { notify("window/showMessage", ["type": 2, "message": Value(mistake)]) }
  }
}

// MARK: Open texts

extension LanguageServer {
  /// A document and a UTF-8 offset in it.
  typealias Place = (document: Document, offset: Int)

  private func document(_ parameters: Value) throws(ResponseError) -> Document {
    guard let uri = parameters["textDocument"]?["uri"]?.string else {
      throw ResponseError(.invalidParams, "`textDocument.uri` is missing")
    }
    guard let document = documents[uri] else {
      throw ResponseError(.invalidParams, "\(uri) is not open")
    }
    return document
  }

  private func place(_ parameters: Value) throws(ResponseError) -> Place {
    let document = try document(parameters)
    guard let position = TextPosition(parameters["position"]) else {
      throw ResponseError(.invalidParams, "`position` is not a position")
    }
    return (document, document.lines.offset(of: position))
  }

  private func open(_ parameters: Value) {
    guard let item = parameters["textDocument"], let uri = item["uri"]?.string, let text = item["text"]?.string else {
      return
    }
    documents[uri] = Document(
      address: DocumentAddress(uri: uri), version: item["version"], text: text, encoding: abilities.encoding)
    check(uri)
  }

  /// Applies edits. The text is not checked if further edits of it are waiting.
  private func change(_ parameters: Value) {
    guard let item = parameters["textDocument"], let uri = item["uri"]?.string, documents[uri] != nil else { return }
    let changes = parameters["contentChanges"]?.array
    guard let changes, documents[uri]?.apply(changes, version: item["version"]) == true else {
      return notify(
        "window/logMessage",
        ["type": 1, "message": Value("an edit of \(uri) is malformed; what is known of it is out of date")])
    }
    if !inbox.holds("textDocument/didChange", of: uri) { check(uri) }
  }

  private func close(_ parameters: Value) {
    guard let uri = parameters["textDocument"]?["uri"]?.string, documents.removeValue(forKey: uri) != nil else {
      return
    }
    notify("textDocument/publishDiagnostics", ["uri": Value(uri), "diagnostics": []])
  }

  /// The current environment of the checks.
  var environment: EditorEnvironment {
    let open = documents.values.map { ($0.address.path, $0.source) }
    return workspace.environment(open: Dictionary(open, uniquingKeysWith: { $1 }))
  }
}
