import Diagnostics

/// Selects the server for the manifest if paths and operations have servers of their own.
struct ServerChoice {
  private let description: OpenAPIDescription
  /// The server of the whole description; nil if there is none.
  private let root: String?
  /// The server of most operations, or the one that the user requested.
  private let main: String?

  /// - Parameter given: the base URL given by the user, which may be that of another instance.
  init(_ description: OpenAPIDescription, _ operations: [ImportedOperation], given: String?) {
    self.description = description
    let root = BaseGuess.server(of: description.root)
    self.root = root
    let servers = operations.compactMap { $0.server ?? root }
    let counts = Dictionary(grouping: servers, by: \.self).mapValues(\.count)
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    main = given.map(BaseGuess.trimmed).flatMap { counts[$0] == nil ? nil : $0 } ?? most
  }

  /// The selected server, if it differs from that of the description.
  var common: String? { main == root ? nil : main }

  /// The operations at the selected server; the others are noted as omitted.
  func reached(_ operations: [ImportedOperation]) -> [ImportedOperation] {
    operations.filter { operation in
      guard let server = operation.server ?? root, server != main else { return true }
      description.notes.omit(
        "\(operation.verb) \(operation.pathText): its server is \(server); `--base` imports that one", operation.range)
      return false
    }
  }
}
