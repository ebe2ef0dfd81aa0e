import JSON

/// The bytes of each JSON token, with colours applied in advance.
struct JSONTokens: Sendable {
  struct Container: Sendable {
    let open, close, empty, comma: [UInt8]
    /// Used in objects only.
    let colon: [UInt8]
    let tooDeep: [UInt8]
  }

  let array: Container
  let object: Container
  /// The bytes before and after a key or a scalar.
  let key, null, `false`, `true`, number, string, end: [UInt8]
  /// The bytes before NaN.
  let nan: [UInt8]

  init(_ colours: JSONColours?) {
    func start(_ parameters: KeyPath<JSONColours, String>) -> [UInt8] {
      colours.map { Array("\u{1B}[\($0[keyPath: parameters])m".utf8) } ?? []
    }
    let end = colours == nil ? [] : Array("\u{1B}[0m".utf8)
    func container(_ brackets: (String, String), _ colour: KeyPath<JSONColours, String>) -> Container {
      func token(_ text: String) -> [UInt8] { start(colour) + Array(text.utf8) + end }
      return Container(
        open: token(brackets.0), close: token(brackets.1), empty: token(brackets.0 + brackets.1), comma: token(","),
        colon: token(":"), tooDeep: token("<skipped: too deep>"))
    }
    array = container(("[", "]"), \.arrays)
    object = container(("{", "}"), \.objects)
    key = start(\.objectKeys)
    null = start(\.null)
    `false` = start(\.false)
    `true` = start(\.true)
    number = start(\.numbers)
    string = start(\.strings)
    nan = start(\.null) + Array("null".utf8) + end
    self.end = end
  }

  /// Returns the bytes before a scalar.
  func start(of kind: Value.Kind) -> [UInt8] {
    switch kind {
    case .null: null
    case .false: `false`
    case .true: `true`
    case .number: number
    case .string: string
    case .array, .object: []
    }
  }
}
