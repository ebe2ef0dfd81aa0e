public import HTTP
public import JSON
public import Query

extension ProviderClient {
  /// The origin of objects with these members: the latest exchange whose response contained objects with all of them.
  ///
  /// - Parameter number: the last exchange before the current line; later ones determine how many pages were read.
  public func origin(ofMembers names: Set<String>, after number: Int) -> ResultOrigin? {
    guard !names.isEmpty else { return nil }
    return log.latest(Self.originLimit).lazy.compactMap { [library, log] exchange in
      SeenResponse(exchange, library: library)?.origin(ofMembers: names, after: number, log: log)
    }.first
  }

  /// What is known about the items of a resource, from its manifest and the latest exchange that contained them.
  public func origin(ofResource resource: String) -> ResultOrigin? {
    log.latest(Self.originLimit).lazy.compactMap { [library] in SeenResponse($0, library: library) }
      .first { $0.resourceName == resource }.flatMap { $0.origin(log: log) }
      ?? documentedOrigin(of: resource)
  }

  /// The output of the latest call of a method; nil if there is none.
  public func latestResult(of method: MethodSignature, _ account: Account) -> Value? {
    let name = [method.resource, method.name].compactMap(\.self).joined(separator: ".")
    return log.latest(Self.originLimit).first {
      $0.account == account && $0.method == name && $0.response?.status == 200
    }
    .flatMap { SeenResponse($0, library: library)?.payload }
  }

  /// The number of items in each list response, by exchange number. Stops after parsing a megabyte of bodies.
  ///
  /// - Parameter exchanges: newest first.
  public func itemCounts(_ exchanges: [Exchange]) -> [Int: Int] {
    var (counts, bytes) = ([Int: Int](), 0)
    for exchange in exchanges where bytes < Self.countedBytes {
      bytes += exchange.response?.body?.count ?? 0
      counts[exchange.id] = SeenResponse(exchange, library: library)?.payload?.array?.count
    }
    return counts
  }

  private static let countedBytes = 1 << 20

  private func documentedOrigin(of name: String) -> ResultOrigin? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let manifest = try? library.need(parts[0]),
      let resource = manifest.resource(parts[1])
    else { return nil }
    let shapes = resource.endpoints.filter { $0.verb == "GET" }.compactMap(\.answer.item)
    let item = shapes.first { !$0.fields.isEmpty } ?? .any
    return ResultOrigin(
      resource: name, columns: resource.shownColumns, unixTimes: item.unixTimes, members: Set(item.fields.map(\.name)),
      isWhole: true, method: "", pages: nil)
  }

  private var log: ExchangeLog { configuration.log }

  /// The maximum number of exchanges to examine.
  private static let originLimit = 20
}
