import Query
import Terminal

/// `edush coderpad@old> `, red where the profile is a live account.
struct PromptText {
  let prompt: Prompt

  init(_ provider: ProviderInUse?, _ workbench: Workbench) {
    let profile = provider.map { workbench.settings.profile($0.name, $0.profile) }
    let isProduction = !workbench.surroundings.isSandboxed && profile?.isProduction == true
    let style = Style(isProduction ? .red : .cyan, .bold)
    let name = provider.map { " " + $0.name + ($0.profile.map { "@" + $0 } ?? "") } ?? ""
    prompt = Prompt(StyledText("edush" + name, style) + StyledText("> "))
  }
}
