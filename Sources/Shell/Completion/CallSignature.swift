import Query
import Script

/// The call that a cursor is in: what it accepts, and which parameter is being written. For the line below the input, and for
/// editors.
struct CallSignature {
  enum Callee {
    case method(MethodSignature)
    /// One that the text or the session defines.
    case function(Declaration)
    /// `summary` is one sentence.
    case builtin(name: String, summary: String)
  }

  struct Parameter {
    var name: String
    /// As the provider documents it; nil for functions.
    var documented: ParameterSignature?
  }

  let callee: Callee
  let parameters: [Parameter]
  /// The index of the parameter that is being written; nil after the last one.
  let current: Int?
  /// What a method's call can do, by the arguments that are written as far as that is known.
  var risk: Risk?

  /// Nil where the callee is unknown or accepts nothing.
  ///
  /// - Parameters:
  ///   - method: the method that the words of a name mean.
  ///   - functions: those that the text or the session defines, an inner one last.
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
    // Those with brackets are members of the object that stands for them.
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

  /// Of the forms of a name, the shortest one with room for the argument, and the longest one that only adds to it.
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
