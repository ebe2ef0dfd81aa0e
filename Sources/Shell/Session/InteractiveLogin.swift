import HTTP
import JSON
import Providers
import Query
import Rendering

/// `login`, with its arguments, with credentials from environment or file, or with typed ones.
struct InteractiveLogin {
  let session: ShellSession

  private var services: Services { session.services }
  private var console: Console { session.console }

  func open(_ provider: Account, _ credentials: Object) throws(Failure) {
    let before = services.connection.log.count
    let known = credentials.isEmpty ? services.logins.sessions.session(provider).source : nil
    do throws(Failure) {
      try services.logins.login(provider, credentials)
    } catch {
      guard error.kind == .auth, error.status == nil else { throw error }
      if let questioner = session.questioner {
        try ask(provider, credentials, questioner)
      } else if session.loginPlace != nil, credentials.isEmpty {
        try read(provider)
      } else {
        throw error
      }
    }
    try keep(credentials, of: provider)
    guard session.presence == .person else { return }
    if let known {
      let name = (try? services.logins.credentialNames(provider))?.first ?? "api_key"
      return console.notify(
        "\(provider) keeps using the credential from \(known); `logout \(provider)` or `login \(provider) \(name): …` changes it"
      )
    }
    let hasAsked = services.connection.log.count > before
    console.notify("logged in to \(provider)" + (hasAsked ? "" : "; the first call will check the credential"))
  }

  /// Asks for the credentials that are missing from the given ones.
  private func ask(_ provider: Account, _ given: Object, _ questioner: Questioner)
    throws(Failure)
  {
    var answers: [String: String] = [:]
    for wanted in try services.logins.wanted(provider) {
      let summary = wanted.summary.isEmpty ? "" : " (\(oneLine(wanted.summary)))"
      let question = "\(provider) \(wanted.name)\(summary):"
      let cancellation = services.cancellation.value
      let answer =
        wanted.isSecret
        ? questioner.askSecret(question, cancellation: cancellation)
        : questioner.ask(question, cancellation: cancellation)
      guard !cancellation.isCancelled else { throw Failure(.auth, "interrupted", isInterruption: true) }
      if wanted.isOptional, answer?.isEmpty == true { continue }
      guard let answer, !answer.isEmpty else { throw Failure(.auth, "no \(wanted.name) was given") }
      if wanted.isSecret { services.connection.redactor.add([Secret(answer)]) }
      answers[wanted.name] = answer
    }
    guard !answers.isEmpty else { throw Failure(.auth, "not logged in to \(provider)") }
    var all = given
    for (name, answer) in answers { all[Text(name)] = Value(answer) }
    try services.logins.login(provider, all)
    let place = chosenPlace(questioner, of: provider)
    guard !services.cancellation.value.isCancelled else {
      try services.logins.logout(provider)
      console.notify("interrupted; \(provider) has no session")
      throw Failure(.auth, "interrupted", isInterruption: true)
    }
    guard let place else { return }
    for line in try services.logins.keep(answers, of: provider, in: place) { console.notify(line) }
  }

  /// Asks where to store typed credentials; nil for nowhere.
  private func chosenPlace(_ questioner: Questioner, of provider: Account) -> CredentialKeeper.Place? {
    let place = session.loginPlace ?? services.logins.place
    let offersKeyring = place == .file && services.logins.hasKeyring
    let file = place == .keyring ? Keyring.name : quoted(services.folders.credentials, columns: 160)
    let other = offersKeyring ? "k: in \(Keyring.name) " : ""
    let question = "\(provider): it can be kept in \(file)\nKeep it? \(other)[y/N]"
    switch (questioner.ask(question, cancellation: services.cancellation.value) ?? "").lowercased() {
    case "y", "yes": return place
    case "k" where offersKeyring: return .keyring
    default: return nil
    }
  }

  /// Reads a line of standard input for each credential: `pass show coderpad | edush login coderpad`.
  private func read(_ provider: Account) throws(Failure) {
    var answers = Object()
    for wanted in try services.logins.wanted(provider) {
      guard let line = readLine(), !line.isEmpty else {
        throw Failure(
          .auth, "no \(wanted.name) was given",
          hint: "give it as a line on standard input, or in \(wanted.variable)")
      }
      answers[Text(wanted.name)] = Value(line)
    }
    guard !answers.isEmpty else { throw Failure(.auth, "not logged in to \(provider)") }
    try services.logins.login(provider, answers)
    try keep(answers, of: provider)
  }

  /// Stores the values that are credentials of the provider; other login arguments are not stored.
  private func keep(_ values: Object, of provider: Account) throws(Failure) {
    let names = try services.logins.credentialNames(provider)
    var kept: [String: String] = [:]
    for (key, value) in values where names.contains(key.string) { kept[key.string] = value.string }
    guard let place = session.loginPlace, !values.isEmpty else { return }
    guard !kept.isEmpty else {
      console.notify(
        "there is nothing to keep: this session ends with the command; `login` in a text or at the prompt")
      return
    }
    for line in try services.logins.keep(kept, of: provider, in: place) { console.notify(line) }
  }
}
