extension Builtin {
  static let eduscript: [Builtin] = []
}
