import HTTP
import JSON
import Providers
import Query

/// `login`: with what is written, with what environment or file hold, else with what a person types.
struct InteractiveLogin {
  let workbench: Workbench

  func open(_ provider: ProviderInUse, _ credentials: Object) throws(Failure) {
    for (_, value) in credentials { hide(value) }
    do throws(Failure) {
      try workbench.providers.login(provider, credentials)
    } catch {
      guard error.kind == .auth, error.status == nil, credentials.isEmpty, let questioner = workbench.questioner else {
        throw error
      }
      try ask(provider, questioner)
    }
    if workbench.presence == .person { workbench.notify("logged in to \(name(provider))") }
  }

  private func ask(_ provider: ProviderInUse, _ questioner: Questioner) throws(Failure) {
    var answers: [String: String] = [:]
    for wanted in try workbench.providers.wanted(provider) {
      let question = "\(name(provider)) \(wanted.name)" + (wanted.summary.isEmpty ? ":" : " (\(wanted.summary)):")
      let cancellation = workbench.cancellation.value
      let answer =
        wanted.isSecret
        ? questioner.askSecret(question, cancellation: cancellation)
        : questioner.ask(question, cancellation: cancellation)
      guard let answer, !answer.isEmpty else { throw Failure(.auth, "no \(wanted.name) was given") }
      if wanted.isSecret { workbench.connection.redactor.add([Secret(answer)]) }
      answers[wanted.name] = answer
    }
    guard !answers.isEmpty else { throw Failure(.auth, "not logged in to \(name(provider))") }
    try workbench.providers.login(provider, Object(answers.map { (Text($0.key), Value($0.value)) }))
    let keeps = questioner.ask(
      "Keep it in \(workbench.folders.credentials)? [y/N]", cancellation: workbench.cancellation.value)
    guard ["y", "yes"].contains((keeps ?? "").lowercased()) else { return }
    if let path = try workbench.providers.keep(answers, of: provider) { workbench.notify("kept in \(path)") }
  }

  /// What was typed into a line is a secret, at whatever depth.
  private func hide(_ value: Value) {
    if let text = value.string { workbench.connection.redactor.add([Secret(text)]) }
    for (_, member) in value.object ?? [:] { hide(member) }
    for element in value.array ?? [] { hide(element) }
  }

  private func name(_ provider: ProviderInUse) -> String {
    provider.name + (provider.profile.map { "@" + $0 } ?? "")
  }
}
