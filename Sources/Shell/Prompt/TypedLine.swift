import Diagnostics
import JSON
import Query
import Script

/// Analyses the line being typed: its undefined names, and the call around the cursor. Each text is analysed only once,
/// even if the cursor moves.
final class TypedLine {
  /// Longer texts are not analysed, since this happens after every key press.
  private static let limit = 4_000

  private let interpreter: SharedInterpreter
  private let catalog: any Catalog
  private let modules: OnceLoadedModules
  /// Additional commands at this prompt.
  private let words: Set<String>
  private var known: (text: String, names: [UnknownName])?

  init(_ interpreter: SharedInterpreter, catalog: any Catalog, modules: any ModuleLoader, words: [String]) {
    self.interpreter = interpreter
    self.catalog = catalog
    self.modules = OnceLoadedModules(modules)
    self.words = Set(words)
  }

  /// The undefined names and invalid literals.
  func unknownNames(in text: String) -> [UnknownName] {
    if let known, known.text == text { return known.names }
    let names = freshNames(in: text)
    known = (text, names)
    return names
  }

  /// Resets the analysis, since running a line may change the meaning of names.
  func end() {
    known = nil
    modules.forget()
  }

  private func freshNames(in text: String) -> [UnknownName] {
    let word = text.split(whereSeparator: \.isWhitespace).first ?? ""
    guard !word.isEmpty, text.utf8.count <= Self.limit, !words.contains(String(word)) else { return [] }
    let script = interpreter.value.parse(SourceText(name: "prompt", text: text))
    return interpreter.value.unknownNames(in: script, modules: modules)
  }

  /// The signature of the call around the cursor, a UTF-8 offset; nil outside of calls.
  func signature(in text: String, cursor: Int) -> CallSignature? {
    guard text.utf8.count <= Self.limit, let call = OpenCall(text, cursor: cursor) else { return nil }
    let script = interpreter.value.parse(SourceText(name: "prompt", text: text))
    let here = VisibleNames(CursorPlace(script, cursor: cursor), catalog: catalog, modules: nil)
    let resolver = CallResolver(catalog, current: here.account ?? interpreter.value.account)
    let session = interpreter.value.functions.map { Declaration($0.definition, in: $0.source) }
    var signature = CallSignature(call, method: resolver.method, functions: session + here.functions)
    signature?.risk = risk(of: call, resolver, in: script)
    return signature
  }

  /// The risk of a call with the arguments written so far.
  private func risk(of call: OpenCall, _ resolver: CallResolver, in script: Script) -> Risk? {
    guard case .method(let path) = call.callee, let method = resolver.method(named: path.path),
      let found = resolver.resolve(path.path, profile: path.profile, takesArguments: true)
    else { return nil }
    return interpreter.value.environment.risk(
      of: method, account: found.account, arguments: script.knownArguments(ofCallAt: call.start, to: method))
  }
}

/// The modules imported by earlier lines, loaded only once per line; data files are not read.
private final class OnceLoadedModules: ModuleLoader, @unchecked Sendable {
  private let modules: any ModuleLoader
  private var loaded: [String: Result<SourceText, ModuleError>] = [:]

  init(_ modules: any ModuleLoader) { self.modules = modules }

  func forget() { loaded = [:] }

  func module(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> SourceText {
    let key = "\(origin.name)\n\(search?.json() ?? "")\n\(path)"
    if let known = loaded[key] { return try known.get() }
    let result = Result { () throws(ModuleError) in
      try modules.module(path, search: search, origin: origin)
    }
    loaded[key] = result
    return try result.get()
  }

  func data(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> Value { .array([]) }
}
