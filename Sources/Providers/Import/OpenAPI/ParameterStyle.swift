import Diagnostics

/// The encoding of a parameter's values: `style`, `explode` and `content` of OpenAPI 3, `collectionFormat` of Swagger
/// 2.
struct ParameterStyle {
  /// Nil for the default of manifests.
  private(set) var arrays: ArrayStyle?
  /// The prefix of a path parameter.
  private(set) var textBefore = ""

  /// - Parameters:
  ///   - kind: the kind of its values.
  ///   - content: the media type in which its value is serialized.
  init(_ node: SourceNode, _ place: ParameterPlace, _ kind: Schema.Kind, content: String?, _ notes: ImportNotes) {
    let isContainer = kind == .array || kind == .object || kind == .any
    if node["allowReserved"]?.bool == true {
      notes.omit("`allowReserved`: reserved characters travel percent-encoded all the same", node.start)
    }
    if let content {
      if !MediaType.isJSON(content) { notes.omit("a parameter as \(content): it travels as plain text", node.start) }
      arrays = isContainer && MediaType.isJSON(content) ? .json : nil
      return
    }
    if let format = node["collectionFormat"]?.text ?? (node["schema"] == nil && kind == .array ? "csv" : nil) {
      arrays = Self.arrays(collectionFormat: format, node, notes)
      return
    }
    let style = node["style"]?.text
    let explode = node["explode"]?.bool
    switch place {
    case .path: readPath(style, explode, kind, node, notes)
    case .header: arrays = isContainer && kind != .any ? explode == true ? .repeated : .commas : nil
    case .query, .body:
      guard isContainer else { return }
      arrays = Self.arrays(style ?? "form", explode, node, notes)
    }
    // The name already specifies the encoding.
    if place == .query, isContainer, node["name"]?.text?.hasSuffix("[]") == true { arrays = .repeated }
  }

  /// The encoding of a form member.
  ///
  /// - Parameter node: its `encoding`.
  init(field node: SourceNode?, _ schema: Schema, itemsAreObjects: Bool, _ notes: ImportNotes) {
    guard schema.kind == .array || schema.kind == .object || schema.kind == .any else { return }
    if let node, node["style"] != nil || node["explode"] != nil {
      arrays = Self.arrays(node["style"]?.text ?? "form", node["explode"]?.bool, node, notes)
    } else if let type = node?["contentType"]?.text, MediaType.isJSON(type) {
      arrays = .json
    } else if schema.kind == .object || !schema.properties.isEmpty {
      // OpenAPI leaves this unspecified; servers expect brackets.
      arrays = nil
    } else {
      // The members of repeated objects would be mixed up.
      arrays = itemsAreObjects ? .indexed : .repeated
    }
  }

  private static func arrays(
    _ style: String, _ explode: Bool?, _ node: SourceNode, _ notes: ImportNotes
  ) -> ArrayStyle? {
    switch style {
    case "form": return explode ?? true ? .repeated : .commas
    case "spaceDelimited": return explode ?? false ? .repeated : .spaces
    case "pipeDelimited": return explode ?? false ? .repeated : .pipes
    case "deepObject": return .brackets
    default:
      notes.omit("the style `\(style)`: it is sent as `form`", node["style"]?.range ?? node.start)
      return explode ?? true ? .repeated : .commas
    }
  }

  private static func arrays(collectionFormat format: String, _ node: SourceNode, _ notes: ImportNotes) -> ArrayStyle? {
    switch format {
    case "csv": return .commas
    case "ssv": return .spaces
    case "pipes": return .pipes
    case "multi": return .repeated
    default:
      notes.omit(
        "the collection format `\(format)`: it is sent as `csv`", node["collectionFormat"]?.range ?? node.start)
      return .commas
    }
  }

  private mutating func readPath(
    _ style: String?, _ explode: Bool?, _ kind: Schema.Kind, _ node: SourceNode, _ notes: ImportNotes
  ) {
    let isContainer = kind == .array || kind == .object
    arrays = isContainer ? .commas : nil
    switch style ?? "simple" {
    case "simple": break
    case "label" where !isContainer: textBefore = "."
    case "matrix" where !isContainer || explode != true: textBefore = ";\(node["name"]?.text ?? "")="
    case let other:
      notes.omit("the style `\(other)` of a path: it is sent as `simple`", node["style"]?.range ?? node.start)
    }
  }
}
