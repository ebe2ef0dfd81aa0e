import Diagnostics
import HTTP
import JSON

/// An OpenAPI 3 description in one or several files, with access to values through references.
final class OpenAPIDescription {
  let root: SourceNode
  let notes: ImportNotes
  let files: DescriptionFiles
  /// Whether it is Swagger 2.0, which has different syntax for servers, bodies and security.
  let isSwagger: Bool
  /// The targets of references, by file and reference.
  private var targets: [String: Resolved?] = [:]
  /// The schemas that references lead to; nil while a schema is being assembled.
  var schemas: [String: Schema?] = [:]
  /// The number of remaining steps, which bounds the time for any description.
  private var rest = 3_000_000

  /// Throws if the text is not a readable description.
  init(_ source: SourceText, reader: DescriptionFiles.Reader? = nil) throws(Diagnostics) {
    files = try DescriptionFiles(source, reader: reader)
    root = files.root
    notes = ImportNotes(files)
    isSwagger = root.peek("swagger") != nil
    if let fault = Self.fault(root, source) { throw fault }
  }

  /// Counts a step; returns false if the bound is exceeded.
  func step() -> Bool {
    rest -= 1
    return rest > 0
  }

  private static func fault(_ root: SourceNode, _ source: SourceText) -> Diagnostics? {
    guard root.isObject else {
      return SourceReading.fault("a description is one object, not \(root.article)", source, root.range)
    }
    let hint = "OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 are read"
    guard let version = root["openapi"] ?? root["swagger"] else {
      return SourceReading.fault("not an OpenAPI description: `openapi` is missing", source, root.start, hint)
    }
    let parts = (version.text ?? "").split(separator: ".")
    let known: [Substring] = root["openapi"] == nil ? ["0"] : ["0", "1", "2"]
    guard parts.first == (root["openapi"] == nil ? "2" : "3"), parts.count < 2 || known.contains(parts[1])
    else { return SourceReading.fault("this version is not supported", source, version.range, hint) }
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
  /// The range of its first character.
  var start: SourceRange { SourceRange(range.lower, range.lower + 1) }
}

// MARK: References
extension OpenAPIDescription {
  /// A value after following references, and the last name on the way.
  struct Resolved {
    var node: SourceNode
    /// The name of a component: `Pet` for `#/components/schemas/Pet`.
    var name: String?
    /// The file and pointer, which identify cycles.
    var reference: String?
  }

  /// Follows references. If a target does not exist, adds a note and returns nil.
  func resolve(_ node: SourceNode) -> Resolved? {
    var resolved = Resolved(node: node)
    for _ in 0..<32 {
      guard resolved.node.peek("$ref") != nil, let reference = resolved.node["$ref"], let text = reference.text else {
        return resolved
      }
      guard let target = target(of: text, at: reference) else { return nil }
      resolved = target
    }
    notes.warn("circular reference", node.start)
    return nil
  }

  /// A member of an object, with references followed.
  func member(_ name: String, of node: SourceNode?) -> SourceNode? {
    node.flatMap { resolve($0) }.flatMap { $0.node[name] }.flatMap { resolve($0)?.node }
  }

  /// The targets of all references followed so far.
  var referenced: [SourceNode] { targets.values.compactMap { $0?.node } }

  private func target(of reference: String, at node: SourceNode) -> Resolved? {
    let file = files.index(of: node.range)
    let key = "\(file) \(reference)"
    let target: Resolved?
    if let known = targets[key] {
      target = known
      if known != nil { return known }
    } else {
      targets[key] = .some(nil)
      target = find(reference, from: file, at: node)
      targets[key] = target
    }
    if target == nil, reference.hasPrefix("#") {
      notes.warn("cannot resolve the reference `\(reference)`", node.range, "anything that needs it is omitted")
    }
    return target
  }

  /// Finds the target of a JSON pointer (RFC 6901) in a URI fragment.
  private func find(_ reference: String, from file: Int, at node: SourceNode) -> Resolved? {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var index = file
    if let path = parts.first, !path.isEmpty {
      guard let other = self.file(path, from: file, at: node) else { return nil }
      index = other
    }
    let pointer = parts.count > 1 ? parts[1] : ""
    guard pointer.isEmpty || pointer.hasPrefix("/") else { return nil }
    var found = files.root(of: index)
    var name = index == file ? nil : files.stem(of: index)
    for part in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) where !pointer.isEmpty {
      let step = Self.unescaped(String(part))
      guard let next = self.step(to: step, in: found) else {
        if index != file {
          notes.warn("cannot resolve the reference `\(reference)`", node.range, "anything that needs it is omitted")
        }
        return nil
      }
      (found, name) = (next, step)
    }
    return Resolved(node: found, name: name, reference: "\(index)#\(pointer)")
  }

  private func step(to name: String, in node: SourceNode) -> SourceNode? {
    if let index = Int(name), node.elements.indices.contains(index) { return node.elements[index] }
    if let member = node.peek(name) { return member }
    guard node.peek("$ref") != nil else { return nil }
    return resolve(node)?.node.peek(name)
  }

  /// The index of the file that a reference names. If it cannot be read, adds a note and returns nil.
  private func file(_ path: String, from file: Int, at node: SourceNode) -> Int? {
    do throws(DescriptionFiles.Missing) {
      return try files.file(path, from: file)
    } catch {
      switch error {
      case .outside:
        notes.warn(
          "the reference `\(node.text ?? path)` points outside the description", node.range,
          "anything that needs it is omitted; bundle the description into one folder or file", group: "outside")
      case .unreadable(let why):
        notes.warn(
          "cannot resolve the reference `\(node.text ?? path)`: \(why)", node.range,
          "anything that needs it is omitted", group: path)
      case .faulty(let findings): notes.add(findings)
      }
      return nil
    }
  }

  private static func unescaped(_ part: String) -> String {
    (PercentEncoding.decode(part) ?? part).replacing("~1", with: "/").replacing("~0", with: "~")
  }
}
