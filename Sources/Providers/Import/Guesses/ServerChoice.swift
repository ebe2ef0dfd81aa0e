import Diagnostics

/// The server that a manifest is for, where paths and operations have servers of their own.
struct ServerChoice {
  private let description: OpenAPIDescription
  /// That of the description; nil where it names none.
  private let root: String?
  /// That of most operations, or the one that the user asked for.
  private let main: String?

  /// - Parameter given: the base URL that the user gave, which may be that of a copy.
  init(_ description: OpenAPIDescription, _ operations: [ImportedOperation], given: String?) {
    self.description = description
    let root = BaseGuess.server(of: description.root)
    self.root = root
    let servers = operations.compactMap { $0.server ?? root }
    let counts = Dictionary(grouping: servers, by: \.self).mapValues(\.count)
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    main = given.map(BaseGuess.trimmed).flatMap { counts[$0] == nil ? nil : $0 } ?? most
  }

  /// Where it is another one than the description names for all.
  var common: String? { main == root ? nil : main }

  /// The operations at the server; the others are noted.
  func reached(_ operations: [ImportedOperation]) -> [ImportedOperation] {
    operations.filter { operation in
      guard let server = operation.server ?? root, server != main else { return true }
      description.notes.omit(
        "\(operation.verb) \(operation.pathText): its server is \(server); `--base` imports that one", operation.range)
      return false
    }
  }
}
