public import Diagnostics
public import HTTP
public import JSON
public import Query

/// The door to the providers: their names, their sessions, and calls to them. Safe to use from many threads.
public final class ProviderClient: Sendable {
  /// What opens the door.
  public struct Configuration: Sendable {
    /// The user's own manifests: file names without `.jq`, and texts; laid over those of the program.
    public var manifests: [(name: String, text: String)] = []
    public var surroundings: CredentialSurroundings
    /// The whole stack: policy, record, limits, client.
    public var transport: any Transport
    public var log: ExchangeLog
    public var redactor: Redactor
    /// What `undo` looks in; nil where nobody takes anything back.
    public var undoHistory: UndoHistory?
    /// `--profile`: the profile where a call names none.
    public var defaultProfile: String?
    /// Unix seconds.
    public var clock: @Sendable () -> Double = { WallClock.system.now() }
    public var random: @Sendable () -> UInt64 = { .random(in: 0 ... .max) }

    public init(
      surroundings: CredentialSurroundings, transport: any Transport, log: ExchangeLog, redactor: Redactor
    ) {
      self.surroundings = surroundings
      self.transport = transport
      self.log = log
      self.redactor = redactor
    }
  }

  /// The secret parts of answers that whole results must not show.
  public let displaySecrets = DisplaySecrets()
  private let configuration: Configuration
  private let library: ManifestLibrary
  private let authorizer: Authorizer
  private let learned = LearnedMethods()

  public init(_ configuration: Configuration) {
    self.configuration = configuration
    library = ManifestLibrary(embeddedManifests + configuration.manifests)
    authorizer = Authorizer(
      CredentialStore(configuration.surroundings, redactor: configuration.redactor),
      transport: configuration.transport, redactor: configuration.redactor, clock: configuration.clock,
      random: configuration.random)
  }

  /// Hides the credentials of the environment and of the credentials file before anything asks for one of them.
  public func hideCredentials(in variables: [(name: String, value: String)]) {
    let known = CredentialVariables(library: library)
    let named = variables.filter { known.isSecret($0.name) }.map(\.value)
    let filed = authorizer.store.filed.filter { known.isSecret($0.name, of: $0.account) }.map(\.value)
    configuration.redactor.add((named + filed).filter { !$0.isEmpty }.map { Secret($0) })
  }

  /// Names and signatures, for the compiler, checks, completion and help.
  public var catalog: any Catalog { ProviderCatalog(library: library, learned: learned) }

  /// Logins, profiles, where credentials come from.
  public var sessions: Sessions { Sessions(library: library, authorizer: authorizer) }

  /// Which providers send webhooks, and what checks them.
  public var webhooks: WebhookSenders { WebhookSenders(library: library, sessions: sessions) }

  /// Carries out calls until it is cancelled.
  ///
  /// - Parameter retriesWrites: whether the script asked for further tries of what writes.
  public func caller(cancellation: Cancellation, retriesWrites: Bool = false) -> any Caller {
    LimitedCaller(inner: makeCaller(cancellation, retriesWrites: retriesWrites), cancellation: cancellation)
  }

  /// What a call would send, a mark in place of its credential; nothing is sent.
  public func request(for call: Call) throws(Failure) -> Request {
    try makeCaller(Cancellation()).request(for: call)
  }

  /// How risky a call is at least, by what is known of its arguments: those whose value only running can tell are nil.
  public func risk(of method: MethodSignature, arguments: [String: Value?]) -> Risk {
    guard let resource = method.resource else { return FreeRequest.risk(arguments) }
    let endpoint = (try? library.manifest(method.provider))?.endpoint(resource, method.name)
    return endpoint?.risk(arguments) ?? Risk(rawValue: method.risk) ?? .destructive
  }

  /// What a provider is, and its resources and methods, for `describe`.
  public func description(of provider: String) throws(Failure) -> ProviderDescription {
    ProviderDescription(try library.need(provider))
  }

  /// What a method is; where a provider takes any name, also of one that nobody listed.
  public func description(of provider: String, _ resource: String, _ method: String) -> MethodDescription? {
    guard let manifest = try? library.need(provider) else { return nil }
    return manifest.endpoint(resource, method).map { MethodDescription($0, manifest) }
  }

  /// Variables that hold credentials beside `EDUSH_<PROVIDER>_<CREDENTIAL>`, by the program's manifests and these; as far
  /// as they are written out, so that no manifest has to be read.
  public static func credentialVariables(of manifests: [(name: String, text: String)]) -> Set<String> {
    ManifestLibrary(embeddedManifests + manifests).writtenCredentialVariables
  }

  /// The things that answers of the session showed and a parameter of a method can name: each id as it is written, with
  /// what people call it. The latest first, none twice.
  public func items(
    for parameter: String, of method: MethodSignature, profile: String?
  ) -> [(id: String, label: String)] {
    guard let manifest = try? library.need(method.provider), let resource = method.resource,
      let name = manifest.endpoint(resource, method.name)?.parameter(parameter)?.refers,
      let target = manifest.resource(name), let id = target.id
    else { return [] }
    let account = Account(method.provider, profile: profile ?? configuration.defaultProfile)
    var seen: Set<String> = []
    return SeenItems(account: account, log: configuration.log).items(of: target).compactMap { item in
      guard let text = try? id(item), !text.isNull, seen.insert(text.json()).inserted else { return nil }
      return (text.json(), (try? target.label?(item))?.string ?? "")
    }
  }

  /// What the user's manifest of a name changes of the program's: `base`, `pads.delete`; empty where it changes none.
  public func overlaid(of provider: String) -> [String] { library.overlaid(provider) }

  /// All that is wrong with a provider's manifest.
  public func findings(in provider: String) -> [Diagnostic] { library.findings(provider) }

  /// All that is wrong with the manifest of a provider, which may change one of the program's; shown in its own text.
  public static func findings(inManifest source: SourceText, of provider: String) -> [Diagnostic] {
    let embedded = embeddedManifests.filter { $0.name == provider }
    let texts = embedded.map { SourceText(name: "\($0.name).jq", text: $0.text) } + [source]
    return ManifestLibrary([provider: texts]).findings(provider)
  }

  private func makeCaller(_ cancellation: Cancellation, retriesWrites: Bool = false) -> ProviderCaller {
    ProviderCaller(
      library: library,
      requests: RequestBuilder(authorizer: authorizer, cancellation: cancellation, retriesWrites: retriesWrites),
      transport: configuration.transport, log: configuration.log, displaySecrets: displaySecrets,
      learned: learned, redactor: configuration.redactor, undoHistory: configuration.undoHistory,
      defaultProfile: configuration.defaultProfile)
  }
}
