/// Header fields in order. Names are compared case-insensitively (ASCII).
public struct Headers: Sendable, Hashable {
  /// One header field. Secret values are never logged.
  public struct Field: Sendable, Hashable {
    /// The name, in any case.
    public var name: String
    /// The value, as sent.
    public var value: String
    /// Whether the value is a credential.
    public var isSecret: Bool

    /// Creates a field.
    public init(name: String, value: String, isSecret: Bool = false) {
      self.name = name
      self.value = value
      self.isSecret = isSecret
    }
  }

  /// All fields in order.
  public var fields: [Field]

  /// Creates headers from fields in order.
  public init(_ fields: [Field] = []) {
    self.fields = fields
  }

  /// The first value of a name. Setting replaces all fields of that name, at the position of the first.
  public subscript(name: String) -> String? {
    get { fields.first { $0.name.isEqualIgnoringCase(name) }?.value }
    set { replace(name, with: newValue.map { Field(name: name, value: $0) }) }
  }

  /// All values of a name, in order.
  public func values(_ name: String) -> [String] {
    fields.filter { $0.name.isEqualIgnoringCase(name) }.map(\.value)
  }

  /// Appends a field, even if one with the same name exists.
  public mutating func add(_ name: String, _ value: String, isSecret: Bool = false) {
    fields.append(Field(name: name, value: value, isSecret: isSecret))
  }

  /// Sets a field whose value is a credential, replacing fields with the same name.
  public mutating func setSecret(_ name: String, _ value: Secret) {
    replace(name, with: Field(name: name, value: value.value, isSecret: true))
  }

  private mutating func replace(_ name: String, with field: Field?) {
    let place = fields.firstIndex { $0.name.isEqualIgnoringCase(name) }
    fields.removeAll { $0.name.isEqualIgnoringCase(name) }
    guard let field else { return }
    fields.insert(field, at: place ?? fields.count)
  }
}

extension Headers.Field: CustomStringConvertible, CustomDebugStringConvertible {
  /// The field as `name: value`, with a secret value replaced.
  public var description: String { "\(name): \(isSecret ? Redactor.mark : value)" }
  /// The same as `description`.
  public var debugDescription: String { description }
}

extension Headers: Sequence {
  /// Iterates over the fields in order.
  public func makeIterator() -> IndexingIterator<[Field]> { fields.makeIterator() }
}

extension Headers: ExpressibleByDictionaryLiteral {
  /// Creates headers from a literal.
  public init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements.map { Field(name: $0.0, value: $0.1) })
  }
}

extension Headers {
  /// The values that are credentials. Of `Scheme value` and `name="value"`, only the value itself.
  var secrets: [Secret] {
    fields.filter(\.isSecret).flatMap { field -> [Secret] in
      let parts = field.value.split { " \",;".contains($0) }.filter { $0.utf8.count >= 12 }
      return parts.isEmpty ? [Secret(field.value)] : parts.map { Secret(String($0)) }
    }
  }

  /// Adds the content type of the body, unless one is set.
  func withContentType(of body: Body) -> Headers {
    guard let contentType = body.contentType, self["content-type"] == nil else { return self }
    var headers = self
    headers.add("Content-Type", contentType)
    return headers
  }
}
