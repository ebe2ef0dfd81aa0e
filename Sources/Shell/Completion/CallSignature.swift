import Query
import Script

/// The call around the cursor: its parameters, and which one is being written. Used for the line below the input, and
/// for editors.
struct CallSignature {
  enum Callee {
    case method(MethodSignature)
    /// A function defined by the text or the session.
    case function(Declaration)
    /// A builtin; `summary` is one sentence.
    case builtin(name: String, summary: String)
  }

  struct Parameter {
    var name: String
    /// The provider's documentation; nil for functions.
    var documented: ParameterSignature?
  }

  let callee: Callee
  let parameters: [Parameter]
  /// The index of the current parameter; nil after the last one.
  let current: Int?
  /// The risk of a method's call, as far as the arguments determine it.
  var risk: Risk?

  /// Nil if the callee is unknown or has no parameters.
  ///
  /// - Parameters:
  ///   - method: resolves the names of a call.
  ///   - functions: the functions defined by the text or the session, innermost last.
  init?(_ call: OpenCall, method: (_ path: [String]) -> MethodSignature?, functions: [Declaration]) {
    switch call.callee {
    case .method(let path):
      guard let method = method(path.path) else { return nil }
      self.init(of: method, call)
    case .function(let name):
      if let own = functions.last(where: { $0.name == name && $0.parameters.count > call.position }) {
        self.init(.function(own), own.parameters, call.position)
      } else {
        self.init(ofBuiltin: name, call.position)
      }
    }
  }

  private init(of method: MethodSignature, _ call: OpenCall) {
    // Parameters with brackets are members of an object parameter.
    let documented = method.parameters.filter { !$0.name.contains("[") }
    let bare = method.positional.indices.contains(call.position) ? method.positional[call.position] : nil
    callee = .method(method)
    parameters = documented.map { Parameter(name: $0.name, documented: $0) }
    let begun = call.word.flatMap { word in documented.first { $0.name.hasPrefix(word) } }
    let name = call.name ?? begun?.name ?? bare
    current = documented.firstIndex { $0.name == name?.prefix { $0 != "[" } ?? "" }
    risk = method.risk
  }

  private init(_ callee: Callee, _ names: [String], _ position: Int) {
    self.callee = callee
    parameters = names.map { Parameter(name: $0) }
    current = names.indices.contains(position) ? position : nil
  }

  /// Of the forms of a builtin, uses the shortest one with room for the argument, and the longest one that extends it.
  private init?(ofBuiltin name: String, _ position: Int) {
    if let form = Completer.Knowledge.callForms.first(where: { $0.name == name }) {
      self.init(.builtin(name: name, summary: form.summary), ["call"], position)
      return
    }
    let forms = Builtin.all.filter { $0.name == name && $0.arity > 0 }.sorted { $0.arity < $1.arity }
    guard let first = forms.first(where: { $0.arity > position }) ?? forms.last else { return nil }
    let longest = forms.last { $0.parameters.starts(with: first.parameters) } ?? first
    let summary = forms.first { longest.parameters.starts(with: $0.parameters) }?.summary ?? longest.summary
    self.init(.builtin(name: name, summary: summary), longest.parameters, position)
  }
}
