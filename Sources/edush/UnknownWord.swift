import ArgumentParser
import Diagnostics

/// A first word that is neither an option nor a subcommand.
struct UnknownWord {
  let error: ValidationError

  init(_ word: String) {
    let kind = word.hasPrefix("-") ? "option" : "command"
    let known = word.hasPrefix("-") ? Edush.optionNames : Array(Edush.subcommandNames)
    let hint = known.nearest(to: word).map { "; did you mean '\($0)'?" } ?? ""
    error = ValidationError("Unknown \(kind) '\(word)'\(hint)")
  }
}
