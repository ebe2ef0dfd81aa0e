/// Header fields in the order they are sent or came; names are compared without regard to ASCII case.
public struct Headers: Sendable, Hashable {
  /// One header field; the value of a secret one never leaves for a log.
  public struct Field: Sendable, Hashable {
    public var name: String
    public var value: String
    /// Whether the value is a credential.
    public var isSecret: Bool

    public init(name: String, value: String, isSecret: Bool = false) {
      self.name = name
      self.value = value
      self.isSecret = isSecret
    }
  }

  /// All fields in order.
  public var fields: [Field]

  public init(_ fields: [Field] = []) {
    self.fields = fields
  }

  /// The first value of that name; setting replaces all of them, keeping the first one's place.
  public subscript(name: String) -> String? {
    get { fields.first { $0.name.isEqualIgnoringCase(name) }?.value }
    set { replace(name, with: newValue.map { Field(name: name, value: $0) }) }
  }

  /// Every value of that name, in order.
  public func values(_ name: String) -> [String] {
    fields.filter { $0.name.isEqualIgnoringCase(name) }.map(\.value)
  }

  /// Appends a field, also where one of that name exists.
  public mutating func add(_ name: String, _ value: String, isSecret: Bool = false) {
    fields.append(Field(name: name, value: value, isSecret: isSecret))
  }

  /// Sets a field whose value is a credential: replaces those of that name.
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
  public var description: String { "\(name): \(isSecret ? Redactor.mark : value)" }
  public var debugDescription: String { description }
}

extension Headers: Sequence {
  public func makeIterator() -> IndexingIterator<[Field]> { fields.makeIterator() }
}

extension Headers: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements.map { Field(name: $0.0, value: $0.1) })
  }
}

extension Headers {
  /// The values that are credentials; of `Scheme value` and `name="value"` ones the value itself.
  var secrets: [Secret] {
    fields.filter(\.isSecret).flatMap { field -> [Secret] in
      let parts = field.value.split { " \",;".contains($0) }.filter { $0.utf8.count >= 12 }
      return parts.isEmpty ? [Secret(field.value)] : parts.map { Secret(String($0)) }
    }
  }

  /// With the content type of the body, unless one is set.
  func withContentType(of body: Body) -> Headers {
    guard let contentType = body.contentType, self["content-type"] == nil else { return self }
    var headers = self
    headers.add("Content-Type", contentType)
    return headers
  }
}
