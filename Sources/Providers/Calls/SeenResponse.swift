import HTTP
import JSON
import Query

/// A successful exchange and the method that it called.
struct SeenResponse {
  /// Longer bodies are not parsed.
  private static let bodyLimit = 2 << 20

  let exchange: Exchange
  let manifest: Manifest
  let endpoint: Endpoint

  init?(_ exchange: Exchange, library: ManifestLibrary) {
    let names = exchange.method.split(separator: ".", maxSplits: 1).map(String.init)
    guard !exchange.isIncidental, let response = exchange.response, 200..<300 ~= response.status, names.count == 2,
      let manifest = try? library.need(exchange.provider), let endpoint = manifest.endpoint(names[0], names[1])
    else { return nil }
    (self.exchange, self.manifest, self.endpoint) = (exchange, manifest, endpoint)
  }

  /// The resource that describes the items: that of their kind, otherwise that of the method.
  private var resource: Resource? {
    manifest.itemKind(of: endpoint).flatMap { manifest.resource(ofKind: $0) } ?? manifest.resource(endpoint.resource)
  }

  var resourceName: String { "\(manifest.name).\(resource?.name ?? endpoint.resource)" }

  /// - Parameters:
  ///   - names: the members of the objects; nil for those in the response.
  ///   - number: the exchange after which pages count.
  func origin(ofMembers names: Set<String>? = nil, after number: Int = .max, log: ExchangeLog) -> ResultOrigin? {
    let item = endpoint.answer.item ?? .any
    let documented = Set(item.fields.map(\.name))
    let seen = (items ?? []).compactMap { $0.object.map { Set($0.keys.map(\.string)) } }
    let members = seen.reduce(into: documented) { $0.formUnion($1) }
    guard names?.isSubset(of: members) ?? true else { return nil }
    return ResultOrigin(
      resource: resourceName, columns: resource?.shownColumns ?? [], unixTimes: item.unixTimes, members: members,
      isWhole: names.map { names in seen.contains { $0.isSubset(of: names) } } ?? true,
      method: "\(manifest.name).\(endpoint.qualifiedName)",
      pages: exchange.id > number ? pages(after: number, log) : nil)
  }

  private var body: Value? {
    guard let body = exchange.response?.body, body.count <= Self.bodyLimit else { return nil }
    return try? Value.parse(utf8: body)
  }

  /// The output of the call.
  var payload: Value? {
    guard let body else { return nil }
    return try? endpoint.payload?(body) ?? body
  }

  private var items: [Value]? { payload.map { $0.array ?? [$0] } }

  /// How many pages of the list were read since an exchange; nil if this was the last page.
  private func pages(after number: Int, _ log: ExchangeLog) -> ResultOrigin.PagesRead? {
    guard endpoint.isList, let pagination = endpoint.pagination, let body, let items, !items.isEmpty else { return nil }
    let pages = log.latest(after: number).filter { other in
      other.account == exchange.account && other.method == exchange.method && other.response?.status == 200
    }
    // The same page requested twice counts once.
    let read = Set(pages.map { "\($0.meant.url) \(String(decoding: $0.meant.body ?? [], as: UTF8.self))" }).count
    switch pagination {
    case .nextPage(_, let next, let total):
      guard (try? next(body))?.isTruthy == true else { return nil }
      let count = (try? total?(body))?.flatMap(\.int)
      return .init(read: read, total: count.map { ($0 + items.count - 1) / items.count })
    case .cursor(_, _, let more): return (try? more(body))?.isTruthy == true ? .init(read: read, total: nil) : nil
    case .window(let window): return isFull(items, window.limit, window.size) ? .init(read: read, total: nil) : nil
    case .page(let numbers): return isFull(items, numbers.limit, numbers.size) ? .init(read: read, total: nil) : nil
    case .link, .unknown: return nil
    }
  }

  /// Whether a page contains the maximum number of items.
  private func isFull(_ items: [Value], _ limit: String?, _ usual: Int?) -> Bool {
    (limit.flatMap(sent) ?? usual).map { items.count >= $0 } ?? false
  }

  /// The number that was sent for a parameter.
  private func sent(_ parameter: String) -> Int? {
    let message = exchange.meant
    if let body = message.body, let value = (try? Value.parse(utf8: body))?[parameter]?.int { return value }
    let query = message.url.split(separator: "?").dropFirst().first ?? ""
    let pair = query.split(separator: "&").first { $0.hasPrefix(parameter + "=") }
    return pair.flatMap { Int($0.dropFirst(parameter.count + 1)) }
  }
}

extension Resource {
  /// The relevant members: those of the id and the label, then the others.
  var shownColumns: [String] {
    var known: Set<String> = []
    return ((id?.members ?? []) + (label?.members ?? []) + columns).filter { known.insert($0).inserted }
  }
}

extension AnswerFilter {
  /// The members that a filter reads, in order: `name` and `title` for `.name // .title`; empty for other filters.
  var members: [String] {
    text.split(separator: "/").map { $0.filter { $0 != " " } }.compactMap { part in
      let name = part.dropFirst()
      guard part.hasPrefix("."), !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || "._".contains($0) })
      else { return nil }
      return String(name)
    }
  }
}

extension Shape {
  /// The shape of one item: for a list, its elements.
  var item: Shape? {
    switch self {
    case .array(let element): element
    case .object: self
    case .any, .null, .boolean, .number, .string: nil
    }
  }

  var fields: [Field] {
    guard case .object(let fields) = self else { return [] }
    return fields
  }

  /// The members, including nested ones, that are documented as Unix time.
  var unixTimes: [String] {
    fields.flatMap { field -> [String] in
      if field.shape == .number, field.summary.hasPrefix("Unix time") { return [field.name] }
      return field.shape.unixTimes.map { "\(field.name).\($0)" }
    }
  }
}
