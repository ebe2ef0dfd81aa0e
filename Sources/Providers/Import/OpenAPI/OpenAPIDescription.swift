import Diagnostics
import HTTP
import JSON

/// A description in OpenAPI 3: its values, with references followed.
final class OpenAPIDescription {
  let root: SourceNode
  let notes: ImportNotes
  /// What references lead to, by their text.
  private var targets: [String: SourceNode?] = [:]
  /// What the schemas say that references lead to; nil while one is being put together.
  var schemas: [String: Schema?] = [:]
  /// Steps that may still be taken, so that no description takes for ever.
  private var rest = 3_000_000

  /// Throws what makes it no description that can be read.
  init(_ source: SourceText) throws(Diagnostics) {
    root = try SourceReading.read(source)
    notes = ImportNotes(source)
    if let fault = Self.fault(root, source) { throw fault }
  }

  /// Counts a step; false where there were too many.
  func step() -> Bool {
    rest -= 1
    return rest > 0
  }

  private static func fault(_ root: SourceNode, _ source: SourceText) -> Diagnostics? {
    guard root.isObject else {
      return SourceReading.fault("a description is one object, not \(root.article)", source, root.range)
    }
    let hint = "OpenAPI 3.0, 3.1 and 3.2 are read"
    if let swagger = root["swagger"] {
      return SourceReading.fault(
        "this is Swagger \(swagger.text ?? "2"), not OpenAPI 3", source, swagger.range, hint + "; convert it first")
    }
    guard let version = root["openapi"] else {
      return SourceReading.fault("this is no OpenAPI description: `openapi` is missing", source, root.start, hint)
    }
    let parts = (version.text ?? "").split(separator: ".")
    guard parts.first == "3", parts.count < 2 || ["0", "1", "2"].contains(parts[1])
    else { return SourceReading.fault("this version of OpenAPI is not known", source, version.range, hint) }
    guard let paths = root["paths"] else {
      return SourceReading.fault("the description has no `paths`, so there is nothing to call", source, root.start)
    }
    guard paths.isObject else {
      return SourceReading.fault("`paths` must be an object, not \(paths.article)", source, paths.range)
    }
    return nil
  }
}

extension SourceNode {
  /// Its first character.
  var start: SourceRange { SourceRange(range.lower, range.lower + 1) }
}

// References.
extension OpenAPIDescription {
  /// A value behind its references, and the last name on the way.
  struct Resolved {
    var node: SourceNode
    /// `Pet` of `#/components/schemas/Pet`.
    var name: String?
    /// The reference, which tells circles.
    var reference: String?
  }

  /// Follows references; nil, with a note, where one leads nowhere.
  func resolve(_ node: SourceNode) -> Resolved? {
    var resolved = Resolved(node: node)
    for _ in 0..<32 {
      guard let reference = resolved.node["$ref"], let text = reference.text else { return resolved }
      guard let target = target(of: text) else {
        let message = text.hasPrefix("#") ? "leads nowhere" : "leads out of the description"
        notes.warn("the reference `\(text)` \(message)", reference.range, "what needs it is left out")
        return nil
      }
      resolved = Resolved(
        node: target, name: text.split(separator: "/").last.map { Self.unescaped(String($0)) }, reference: text)
    }
    notes.warn("this reference leads in a circle", node.start)
    return nil
  }

  private func target(of reference: String) -> SourceNode? {
    if let known = targets[reference] { return known }
    let target = find(reference)
    targets[reference] = .some(target)
    return target
  }

  /// A JSON pointer (RFC 6901) as a fragment.
  private func find(_ reference: String) -> SourceNode? {
    guard reference.hasPrefix("#/") || reference == "#" else { return nil }
    var node = root
    for part in reference.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false) {
      guard reference != "#" else { break }
      let name = Self.unescaped(String(part))
      if let index = Int(name), node.elements.indices.contains(index) {
        node = node.elements[index]
      } else if let member = node[name] {
        node = member
      } else {
        return nil
      }
    }
    return node
  }

  private static func unescaped(_ part: String) -> String {
    (PercentEncoding.decode(part) ?? part).replacing("~1", with: "/").replacing("~0", with: "~")
  }
}
