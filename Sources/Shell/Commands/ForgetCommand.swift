import Diagnostics
import Providers
import Query
import Script

extension PromptCommand {
  static let forget = PromptCommand(
    name: "forget", usage: "forget cache"
  ) { call throws(Failure) in
    guard call.words == ["cache"] else { throw call.usage("`forget` needs `cache`") }
    call.services.providers.client.knownIDs.forget()
    let count = call.services.idCache?.forget() ?? 0
    call.console.notify(
      count == 0
        ? "forgot the ids of this session; none were on disk"
        : "forgot the ids of this session, and those of \(count.of("account")) on disk")
  }
}
