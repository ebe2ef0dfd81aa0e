public import Calendar
public import Diagnostics
public import HTTP
public import JSON
public import Query
import Synchronization

/// The entry point of the module: providers, sessions and calls. Safe to use from several threads.
public final class ProviderClient: Sendable {
  /// The dependencies and options of a client.
  public struct Configuration: Sendable {
    /// The user's manifests, merged over the built-in ones.
    public var manifests: [ManifestSource] = []
    /// The sources of credentials.
    public var surroundings: CredentialSurroundings
    /// The complete transport stack.
    public var transport: any Transport
    /// Decides which requests may be sent.
    public var gate: PolicyGate
    /// The log of exchanges.
    public var log: ExchangeLog
    /// Replaces secrets in output.
    public var redactor: Redactor
    /// The history for `undo`; nil if undo is not available.
    public var undoHistory: UndoHistory?
    /// Whether calls are kept for `repeat`.
    public var keepsCalls = false
    /// When ids are extracted from responses.
    public var readsIDs = KnownIDs.Reading.onDemand
    /// Plans writes instead of sending them; nil sends them.
    public var planner: CallPlanner?
    /// Settles writes in doubt; nil leaves them in doubt.
    public var settler: (any DoubtSettler)?
    /// The innermost stages, after policy, such as the journal.
    public var innerStages: [any CallStage] = []
    /// Called for every call that policy allows.
    public var admitted: @Sendable (CallIntent) -> Void = { _ in }
    /// Shows notices about a call besides its result.
    public var notice: @Sendable (String) -> Void = { _ in }
    /// `--profile`: the profile for calls without one.
    public var defaultProfile: String?
    /// The time zone for times without one; nil refuses them.
    public var timezone: @Sendable () -> Zone? = { nil }
    /// Unix seconds.
    public var clock: @Sendable () -> Double = { WallClock.system.now() }
    /// A source of random numbers, for tokens.
    public var random: @Sendable () -> UInt64 = { .random(in: 0 ... .max) }

    /// Creates a configuration with default options.
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

    /// Plans a request that does not pass through the stages.
    fileprivate var plan: (@Sendable (Request) -> Void)? {
      guard let planner else { return nil }
      return { [gate] in planner.plan($0, decision: gate.decision(for: $0.context)) }
    }
  }

  /// The secrets in responses, hidden when whole results are displayed.
  public let displaySecrets = DisplaySecrets()
  /// The ids seen in responses, for completion and confirmations.
  public let knownIDs: KnownIDs
  let configuration: Configuration
  let library: ManifestLibrary
  let authorizer: Authorizer
  private let learned = LearnedMethods()
  private let recent: RecentCalls?
  private let repetitions = Mutex(0)

  /// Creates a client.
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

  /// Redacts the credentials in the environment and the credentials file, even if they are never used.
  public func hideCredentials(in variables: [(name: String, value: String)]) {
    configuration.redactor.addWhenNeeded { [library, store = authorizer.store] in
      let known = CredentialVariables(library: library)
      let named = variables.filter { known.isSecret($0.name) }.map(\.value)
      let filed = store.filed.filter { known.isSecret($0.name, of: $0.account) }.map(\.value)
      return (named + filed).filter { !$0.isEmpty }.map { Secret($0) }
    }
  }

  /// The names and signatures for the compiler, checks, completion and help.
  public var catalog: any Catalog {
    ProviderCatalog(library: library, learned: learned, defaultProfile: configuration.defaultProfile)
  }

  /// The sessions: logins, profiles and sources of credentials.
  public var sessions: Sessions { Sessions(library: library, authorizer: authorizer) }

  /// The webhooks of providers.
  public var webhooks: WebhookSenders { WebhookSenders(library: library, sessions: sessions) }

  /// A caller that performs calls until it is cancelled.
  public func caller(cancellation: Cancellation) -> any Caller { limited(makeCaller(cancellation), cancellation) }

  /// A caller that performs only reads and refuses other calls.
  public func reader(cancellation: Cancellation) -> any Caller {
    limited(makeCaller(cancellation, gate: PolicyGate { _ in Policy(readOnly: .readsOnly) }), cancellation)
  }

  private func limited(_ caller: any Caller, _ cancellation: Cancellation) -> any Caller {
    LimitedCaller(inner: caller, cancellation: cancellation)
  }

  /// The request of a call, with a mark in place of its credential. Sends nothing.
  public func request(for call: Call) throws(Failure) -> Request {
    try makeCaller(Cancellation()).request(for: call)
  }

  /// Repeats the request of an exchange unchanged, under the current policy, with confirmation unless it is a read.
  /// Returns the output of the call.
  ///
  /// - Parameter account: another account of the same provider; nil for that of the exchange.
  public func `repeat`(
    _ exchange: Int, as account: Account? = nil, cancellation: Cancellation
  ) throws(Failure) -> Value {
    guard var call = recent?[exchange] else {
      throw Failure(
        .usage, "@\(exchange) cannot be replayed",
        hint: "logins cannot, nor calls of long ago; write the call instead")
    }
    if let account { call.call.account = account }
    // A repeated page is not part of an iteration.
    call.page = nil
    // Statements at the prompt are numbered upwards from 0, repetitions downwards.
    let number = repetitions.withLock { number in
      number -= 1
      return number
    }
    return try makeCaller(cancellation).repeated(call, in: WorkUnit(.statement(number), seed: 0))
  }

  /// Describes a provider, its resources and methods, for `describe`.
  public func description(of provider: String) throws(Failure) -> ProviderDescription {
    ProviderDescription(try library.need(provider))
  }

  /// Describes a method. For an open provider, also describes unlisted ones.
  public func description(of provider: String, _ resource: String, _ method: String) -> MethodDescription? {
    guard let manifest = try? library.need(provider) else { return nil }
    return manifest.endpoint(resource, method).map { MethodDescription($0, manifest) }
  }

  /// The names of all providers, including those of the user's manifests.
  public static func names(beside others: [String]) -> [String] {
    let own = embeddedManifests.map(\.name)
    return own + others.filter { !own.contains($0) }
  }

  /// The environment variables for credentials besides `EDUSH_<PROVIDER>_<CREDENTIAL>`, in the built-in manifests and
  /// these, as far as they are literals. No manifest is evaluated.
  public static func credentialVariables(of manifests: [ManifestSource]) -> Set<String> {
    ManifestLibrary(ManifestSource.embedded + manifests).writtenCredentialVariables
  }

  /// The members that a user's manifest changes in the built-in one, such as `base` or `pads.delete`; empty if none.
  public func overlaid(of provider: String) -> [String] { library.overlaid(provider) }

  /// All faults in a provider's manifest.
  public func findings(in provider: String) -> [Diagnostic] { library.findings(provider) }

  /// All faults in a manifest that may be merged over a built-in one, located in its own text.
  public static func findings(inManifest source: SourceText, of provider: String) -> [Diagnostic] {
    ManifestLibrary.findings(inManifest: source, of: provider)
  }

  /// The providers whose manifests have been read.
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

  /// The stages, outermost first. A recalled or planned call is not sent, so it needs no permit.
  private func stages(_ gate: PolicyGate) -> [any CallStage] {
    var stages: [any CallStage] = [
      RecallStage(settler: configuration.settler, redactor: configuration.redactor)
    ]
    if let planner = configuration.planner { stages.append(PlanStage(planner: planner, gate: gate)) }
    if let history = configuration.undoHistory {
      stages.append(UndoStage(history: history, clock: configuration.clock))
    }
    return stages + [PolicyStage(gate: gate, admitted: configuration.admitted)] + configuration.innerStages
  }
}
