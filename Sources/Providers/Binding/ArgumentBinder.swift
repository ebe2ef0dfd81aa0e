import Calendar
import Diagnostics
import JSON
import Query

/// A parameter and its argument, converted for the wire.
struct BoundValue: Sendable {
  var parameter: Parameter
  var value: Value
  var range: SourceRange
}

/// Assigns the arguments of a call to the parameters of an endpoint and validates them.
///
/// Nothing is sent if an argument is invalid. Every failure has the kind `usage` and the range of the argument.
struct ArgumentBinder {
  let endpoint: Endpoint
  let call: Call
  /// The time zone for times without one.
  private let zone: Zone?
  private var bound: [BoundValue] = []

  init(_ endpoint: Endpoint, _ call: Call, in zone: Zone?) {
    self.zone = zone
    self.endpoint = endpoint
    self.call = call
  }

  /// Returns the values in the order of the manifest's parameters, followed by unlisted ones in call order.
  static func bind(_ call: Call, to endpoint: Endpoint, in zone: Zone? = nil) throws(Failure) -> [BoundValue] {
    var binder = ArgumentBinder(endpoint, call, in: zone)
    let arguments = try call.arguments.map { (argument) throws(Failure) in try binder.form(argument) }
    let matching = ArgumentMatching(arguments, positional: endpoint.positional)
    for (name, content) in matching.given { try binder.bind(name, content.value, content.range) }
    if let surplus = matching.surplus.first {
      throw binder.fault(.tooMany(for: binder.name, accepting: endpoint.positional.count), surplus.range)
    }
    try binder.checkTogether()
    return binder.ordered
  }

  private typealias Given = (value: Value, range: SourceRange)

  private func form(_ argument: Call.Argument) throws(Failure) -> ArgumentMatching<Given>.Argument {
    let (value, range) = (argument.value, argument.range)
    if let name = argument.name { return .named(name, (value, range)) }
    switch value.kind {
    case .object:
      return .members((value.object ?? [:]).map { ($0.key.string, ($0.value, range)) }, isComplete: true)
    case .null, .false, .true, .number, .string: return .bare((value, range))
    case .array: throw fault("\(name) accepts no bare array", range, "write `name: value`")
    }
  }

  private mutating func bind(_ name: String, _ value: Value, _ range: SourceRange) throws(Failure) {
    if let parameter = endpoint.parameter(name) ?? endpoint.parameter(name + "[]") {
      return try bind(parameter, value, range)
    }
    if endpoint.groups.contains(name) { return try bindGroup(name, value, range) }
    guard let others = endpoint.others else {
      throw fault(.unknown(name, of: self.name, among: endpoint.parameters.map(\.name) + endpoint.groups), range)
    }
    guard !name.isEmpty else { throw fault("a parameter of \(self.name) has an empty name", range, "give each a name") }
    try bind(Parameter(name: name, others), value, range)
  }

  private mutating func bind(_ parameter: Parameter, _ value: Value, _ range: SourceRange) throws(Failure) {
    if bound.contains(where: { $0.parameter.name == parameter.name }) {
      throw fault(.doubled(parameter.name, of: name), range)
    }
    do throws(Mistyped) {
      bound.append(BoundValue(parameter: parameter, value: try parameter.convert(value, in: zone), range: range))
    } catch {
      throw fault(ArgumentFault(error, for: parameter.name, of: name), range)
    }
  }

  /// Binds `mail: {subject: …}` as `mail[subject]`.
  private mutating func bindGroup(_ name: String, _ value: Value, _ range: SourceRange) throws(Failure) {
    guard let members = value.object else {
      let found = value.isNull ? "must not be null" : "is an object, not \(value.article)"
      let mistyped = Mistyped(found, hint: ParameterSignature.Kind.object.advice)
      throw fault(ArgumentFault(mistyped, for: name, of: self.name), range)
    }
    for (key, value) in members { try bind(BracketName.nested(name, key.string), value, range) }
  }

  // MARK: Checks across arguments

  private func checkTogether() throws(Failure) {
    for one in bound {
      for other in one.parameter.excludes where given(other) {
        throw fault(.exclusive(one.parameter.name, other, of: name), one.range)
      }
      for other in one.parameter.requires where !given(other) {
        throw fault(
          .alone(one.parameter.name, without: other, of: name, endpoint.parameter(other)?.signature), one.range)
      }
    }
    for parameter in endpoint.parameters where parameter.isRequired && !given(parameter.name) {
      throw fault(.missing(parameter.signature, of: name), call.range)
    }
  }

  private func given(_ name: String) -> Bool { bound.contains { $0.parameter.name == name } }

  private var ordered: [BoundValue] {
    let listed = endpoint.parameters.compactMap { parameter in bound.first { $0.parameter.name == parameter.name } }
    return listed + bound.filter { endpoint.parameter($0.parameter.name) == nil }
  }

  // MARK: Faults

  private var name: String { "\(call.provider).\(endpoint.qualifiedName)" }

  private func fault(_ fault: ArgumentFault, _ range: SourceRange) -> Failure {
    self.fault(fault.message, range, fault.hint)
  }

  private func fault(_ message: String, _ range: SourceRange, _ hint: String? = nil) -> Failure {
    Failure(.usage, message, provider: call.provider, hint: hint, source: call.source, range: range)
  }
}

extension Endpoint {
  /// The names of the objects that contain the parameters with bracket names.
  var groups: [String] {
    var groups: [String] = []
    for keys in parameters.map(\.keys) where keys.count > 1 && !groups.contains(keys[0]) { groups.append(keys[0]) }
    return groups.filter { parameter($0) == nil }
  }
}

extension Parameter {
  /// A parameter that the manifest does not list.
  init(name: String, _ others: OtherParameters) {
    self.init(
      name: name, place: others.place, under: others.under, type: .any, isRequired: false, isNonempty: false,
      isNullable: true, choices: [], examples: [], defaultValue: nil, minimum: nil, pattern: nil, arrays: .brackets,
      excludes: [],
      requires: [],
      kind: nil, refers: nil, summary: "")
  }
}
