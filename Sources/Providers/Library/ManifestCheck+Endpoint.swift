import Diagnostics
import HTTP
import JSON
import Query

extension ManifestCheck {
  func check(_ endpoint: Endpoint, _ path: ManifestPath) {
    checkVerb(endpoint, path)
    checkPath(endpoint, path)
    checkPositional(endpoint, path)
    checkContentType(endpoint, path)
    checkWhole(endpoint, path)
    checkPaging(endpoint, path)
    checkWrites(endpoint, path)
    if case .kind(let kind) = endpoint.items { checkKind(kind, path) }
    for (index, raise) in endpoint.raises.enumerated() where !raise.parameter.isEmpty && endpoint.others == nil {
      let place = path["raises"][index]["parameter"]
      checkKnown(
        raise.parameter, endpoint.names, place, "names `\(raise.parameter)`, which is not one of its parameters")
    }
    for (name, _) in endpoint.fixed where endpoint.parameter(name) != nil {
      fault(path["fixed"][name], "is always sent, and a parameter as well", "leave one of them out")
    }
    for parameter in endpoint.parameters { check(parameter, endpoint, path["parameters"][parameter.name]) }
  }

  private func checkKind(_ kind: String?, _ path: ManifestPath) {
    guard let kind else { return }
    checkKnown(kind, manifest.kinds, path["kind"], "names `\(kind)`, which is not the kind of a resource")
  }

  private func checkVerb(_ endpoint: Endpoint, _ path: ManifestPath) {
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    guard !endpoint.verb.isEmpty, !endpoint.verb.utf8.allSatisfy(capitals.contains) else { return }
    fault(path["verb"], "must be an HTTP method in capitals", "such as `\(endpoint.verb.uppercased())`")
  }

  private func checkPath(_ endpoint: Endpoint, _ path: ManifestPath) {
    var seen: Set<String> = []
    for segment in endpoint.path {
      for name in segment.parameters {
        if endpoint.parameter(name) == nil {
          fault(path["path"], "names `\(name)`, which is not one of its parameters", "describe it in `parameters`")
        }
        if !seen.insert(name).inserted { fault(path["path"], "names `\(name)` twice") }
      }
      for text in segment.texts where !["{resource}", "{method}"].contains(text) {
        if text.contains(where: { "{}".contains($0) }) {
          fault(path["path"], "has `\(text)`, which does not name a parameter", "write its name in braces")
        }
        if text.contains(where: { "?#".contains($0) }) {
          fault(path["path"], "has a query", "make its names parameters with `in: \"query\"`")
        }
      }
      if segment.isUnclear {
        fault(path["path"], "has two parameters without text between them: `\(segment.template)`")
      }
    }
  }

  private func checkContentType(_ endpoint: Endpoint, _ path: ManifestPath) {
    guard let type = endpoint.contentType else { return }
    if type.wholeMatch(of: /[A-Za-z0-9!#$&^_.+\-]+\/[A-Za-z0-9!#$&^_.+\-]*json( *;[ A-Za-z0-9!#$&^_.+\-=]*)*/) == nil {
      fault(path["content_type"], "is not a media type of JSON", "such as \"application/merge-patch+json\"")
    }
    if (endpoint.encoding ?? manifest.encoding) != .json {
      warn(path["content_type"], "has no effect: its body is not JSON", "add `body: \"json\"`")
    }
  }

  private func checkWhole(_ endpoint: Endpoint, _ path: ManifestPath) {
    guard let name = endpoint.whole else { return }
    let place = path["whole"]
    let body = endpoint.parameters.filter { $0.place == .body }.map(\.name)
    guard body.contains(name) else {
      return fault(place, "names `\(name)`, which is not a parameter in its body", "describe it in `parameters`")
    }
    if body.count > 1 || !endpoint.fixed.isEmpty || endpoint.others?.place == .body {
      fault(place, "is the whole body, which has other members as well", "remove either")
    }
    if (endpoint.encoding ?? manifest.encoding) != .json {
      fault(place, "needs a body in JSON", "add `body: \"json\"`")
    }
  }

  private func checkPositional(_ endpoint: Endpoint, _ path: ManifestPath) {
    guard endpoint.positional != endpoint.pathParameters else { return }
    for (index, name) in endpoint.positional.enumerated() {
      let place = path["positional"][index]
      checkKnown(name, endpoint.parameters.map(\.name), place, "names `\(name)`, which is not one of its parameters")
    }
  }

  private func checkPaging(_ endpoint: Endpoint, _ path: ManifestPath) {
    guard let pagination = endpoint.pagination else { return }
    for (member, name) in pagination.parameters where !name.isEmpty {
      let place = path["pagination"][member]
      checkKnown(name, endpoint.parameters.map(\.name), place, "names `\(name)`, which is not one of its parameters")
    }
    if !endpoint.isList, manifest.open == nil {
      warn(path["pagination"], "has no effect: the method is not a list", "add `list: true`")
    }
  }

  private func check(_ parameter: Parameter, _ endpoint: Endpoint, _ path: ManifestPath) {
    if parameter.place == .path {
      if !endpoint.pathParameters.contains(parameter.name) {
        fault(path, "is in the path, which does not name it", "write `{\(parameter.name)}` in `path`")
      }
      if !parameter.isRequired { fault(path["required"], "must not be false: the path needs it") }
    }
    if parameter.place == .body, (endpoint.encoding ?? manifest.encoding) == .none {
      warn(path, "travels in a body of unknown format", "add `body: \"json\"` or `body: \"form\"`")
    }
    if let pattern = parameter.pattern, (try? Regex(pattern)) == nil {
      fault(path["pattern"], "is not a valid regular expression")
    }
    if let resource = parameter.refers {
      checkKnown(
        resource, manifest.resources.map(\.name), path["refers"], "names `\(resource)`, which is not a resource")
    }
    checkKind(parameter.kind, path)
    for (member, names) in [("excludes", parameter.excludes), ("requires", parameter.requires)] {
      for (index, name) in names.enumerated() where endpoint.others == nil {
        checkKnown(name, endpoint.names, path[member][index], "names `\(name)`, which is not one of its parameters")
      }
    }
    checkValues(parameter, path)
  }

  /// Checks that the examples and the default are valid values.
  private func checkValues(_ parameter: Parameter, _ path: ManifestPath) {
    let examples = parameter.examples.enumerated().map { (path["examples"][$0], $1) }
    for (place, value) in examples + [parameter.defaultValue].compactMap(\.self).map({ (path["default"], $0) }) {
      do throws(Mistyped) {
        _ = try parameter.convert(value)
      } catch {
        fault(place, "could not be given: it \(error.message)", error.hint)
      }
    }
  }
}

extension Endpoint {
  /// All argument names that a call can use.
  var names: [String] { parameters.map(\.name) + groups }
}

extension Pagination {
  /// The members that refer to parameters.
  fileprivate var parameters: [(member: String, name: String)] {
    switch self {
    case .cursor(let parameter, _, _): [("parameter", parameter)]
    case .nextPage(let parameter, _, _), .link(let parameter): parameter.map { [("parameter", $0)] } ?? []
    case .unknown: []
    case .window(let window): [("offset", window.offset), ("limit", window.limit)]
    case .page(let numbers): [("page", numbers.parameter)] + (numbers.limit.map { [("limit", $0)] } ?? [])
    }
  }
}
