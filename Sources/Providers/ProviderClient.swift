public import Calendar
public import Diagnostics
public import HTTP
public import JSON
public import Query
import Synchronization

/// The door to the providers: their names, their sessions, and calls to them. Safe to use from many threads.
public final class ProviderClient: Sendable {
  /// What opens the door.
  public struct Configuration: Sendable {
    /// The user's own manifests, laid over those of the program.
    public var manifests: [ManifestSource] = []
    public var surroundings: CredentialSurroundings
    /// The whole stack: permit, record, limits, client.
    public var transport: any Transport
    /// Decides what may leave.
    public var gate: PolicyGate
    public var log: ExchangeLog
    public var redactor: Redactor
    /// What `undo` looks in; nil where nothing is undone.
    public var undoHistory: UndoHistory?
    /// Whether calls are kept for `repeat`.
    public var keepsCalls = false
    /// When the ids in responses are looked for.
    public var readsIDs = KnownIDs.Reading.onDemand
    /// Plans writes instead of sending them; nil sends them.
    public var planner: CallPlanner?
    /// Finds out about writes in doubt; nil leaves them so.
    public var settler: (any DoubtSettler)?
    /// What a call passes last, behind policy: the journal.
    public var innerStages: [any CallStage] = []
    /// Hears of every call that may leave, after policy let it go.
    public var admitted: @Sendable (CallIntent) -> Void = { _ in }
    /// Shows what a call has to say beside its result.
    public var notice: @Sendable (String) -> Void = { _ in }
    /// `--profile`: the profile where a call names none.
    public var defaultProfile: String?
    /// The zone of times without one; nil refuses them.
    public var timezone: @Sendable () -> Zone? = { nil }
    /// Unix seconds.
    public var clock: @Sendable () -> Double = { WallClock.system.now() }
    public var random: @Sendable () -> UInt64 = { .random(in: 0 ... .max) }

    public init(
      surroundings: CredentialSurroundings, transport: any Transport, gate: PolicyGate, log: ExchangeLog,
      redactor: Redactor
    ) {
      self.surroundings = surroundings
      self.transport = transport
      self.gate = gate
      self.log = log
      self.redactor = redactor
    }

    /// Plans a request that no stage sees.
    fileprivate var plan: (@Sendable (Request) -> Void)? {
      guard let planner else { return nil }
      return { [gate] in planner.plan($0, decision: gate.decision(for: $0.context)) }
    }
  }

  /// The secret parts of answers that whole results must not show.
  public let displaySecrets = DisplaySecrets()
  /// The ids that responses showed, for completion and questions.
  public let knownIDs: KnownIDs
  let configuration: Configuration
  let library: ManifestLibrary
  let authorizer: Authorizer
  private let learned = LearnedMethods()
  private let recent: RecentCalls?
  private let repetitions = Mutex(0)

  public init(_ configuration: Configuration) {
    self.configuration = configuration
    knownIDs = KnownIDs(configuration.readsIDs)
    recent = configuration.keepsCalls ? RecentCalls() : nil
    library = ManifestLibrary(ManifestSource.embedded + configuration.manifests)
    authorizer = Authorizer(
      CredentialStore(configuration.surroundings, redactor: configuration.redactor),
      transport: configuration.transport, gate: configuration.gate, plan: configuration.plan,
      redactor: configuration.redactor, clock: configuration.clock, random: configuration.random)
  }

  /// Hides the credentials of the environment and of the credentials file before anything asks for one of them.
  public func hideCredentials(in variables: [(name: String, value: String)]) {
    configuration.redactor.addWhenNeeded { [library, store = authorizer.store] in
      let known = CredentialVariables(library: library)
      let named = variables.filter { known.isSecret($0.name) }.map(\.value)
      let filed = store.filed.filter { known.isSecret($0.name, of: $0.account) }.map(\.value)
      return (named + filed).filter { !$0.isEmpty }.map { Secret($0) }
    }
  }

  /// Names and signatures, for the compiler, checks, completion and help.
  public var catalog: any Catalog {
    ProviderCatalog(library: library, learned: learned, defaultProfile: configuration.defaultProfile)
  }

  /// Logins, profiles, where credentials come from.
  public var sessions: Sessions { Sessions(library: library, authorizer: authorizer) }

  /// Which providers send webhooks, and what checks them.
  public var webhooks: WebhookSenders { WebhookSenders(library: library, sessions: sessions) }

  /// Carries out calls until it is cancelled.
  public func caller(cancellation: Cancellation) -> any Caller { limited(makeCaller(cancellation), cancellation) }

  /// Carries out reads only; any other call is refused.
  public func reader(cancellation: Cancellation) -> any Caller {
    limited(makeCaller(cancellation, gate: PolicyGate { _ in Policy(readOnly: .readsOnly) }), cancellation)
  }

  private func limited(_ caller: any Caller, _ cancellation: Cancellation) -> any Caller {
    LimitedCaller(inner: caller, cancellation: cancellation)
  }

  /// The request that a call would send, a mark in place of its credential; nothing is sent.
  public func request(for call: Call) throws(Failure) -> Request {
    try makeCaller(Cancellation()).request(for: call)
  }

  /// Sends the request of an exchange again: the same bytes to the same account, under today's policy, and confirmed
  /// where it is not a read. Outputs what the call would.
  ///
  /// - Parameter account: another one of the same provider; nil sends it to that of the exchange.
  public func `repeat`(
    _ exchange: Int, as account: Account? = nil, cancellation: Cancellation
  ) throws(Failure) -> Value {
    guard var call = recent?[exchange] else {
      throw Failure(
        .usage, "@\(exchange) cannot be replayed",
        hint: "logins cannot, nor calls of long ago; write the call instead")
    }
    if let account { call.call.account = account }
    // A page that is sent again belongs to no walk through a list.
    call.page = nil
    // Statements of the prompt count up from 0, what is repeated down from there.
    let number = repetitions.withLock { number in
      number -= 1
      return number
    }
    return try makeCaller(cancellation).repeated(call, in: WorkUnit(.statement(number), seed: 0))
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

  /// The names of all providers, with those of the user's manifests.
  public static func names(beside others: [String]) -> [String] {
    let own = embeddedManifests.map(\.name)
    return own + others.filter { !own.contains($0) }
  }

  /// Variables that hold credentials beside `EDUSH_<PROVIDER>_<CREDENTIAL>`, by the program's manifests and these; as far
  /// as they are written out, so that no manifest is evaluated for it.
  public static func credentialVariables(of manifests: [ManifestSource]) -> Set<String> {
    ManifestLibrary(ManifestSource.embedded + manifests).writtenCredentialVariables
  }

  /// What the user's manifest of a name changes of the program's: `base`, `pads.delete`; empty where it changes none.
  public func overlaid(of provider: String) -> [String] { library.overlaid(provider) }

  /// All that is wrong with a provider's manifest.
  public func findings(in provider: String) -> [Diagnostic] { library.findings(provider) }

  /// All that is wrong with the manifest of a provider, which may change one of the program's; shown in its own text.
  public static func findings(inManifest source: SourceText, of provider: String) -> [Diagnostic] {
    ManifestLibrary.findings(inManifest: source, of: provider)
  }

  /// The providers whose manifests were needed so far.
  public var usedProviders: Set<String> { library.used }

  func makeCaller(_ cancellation: Cancellation, gate: PolicyGate? = nil) -> ProviderCaller {
    ProviderCaller(
      library: library, requests: RequestBuilder(authorizer: authorizer, cancellation: cancellation),
      sender: CallSender(
        transport: configuration.transport, learned: learned, recent: recent, knownIDs: knownIDs,
        redactor: configuration.redactor),
      stages: stages(gate ?? configuration.gate), log: configuration.log, displaySecrets: displaySecrets,
      redactor: configuration.redactor, zone: configuration.timezone(), notice: configuration.notice)
  }

  /// The outermost first. A call that is recalled or planned is not sent, so it needs no permit.
  private func stages(_ gate: PolicyGate) -> [any CallStage] {
    var stages: [any CallStage] = [
      RecallStage(settler: configuration.settler, redactor: configuration.redactor)
    ]
    if let planner = configuration.planner { stages.append(PlanStage(planner: planner, gate: gate)) }
    if let history = configuration.undoHistory { stages.append(UndoStage(history: history)) }
    return stages + [PolicyStage(gate: gate, admitted: configuration.admitted)] + configuration.innerStages
  }
}
