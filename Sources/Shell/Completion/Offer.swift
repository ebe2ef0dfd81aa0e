import Query
import Terminal

/// A candidate and its subject. The prompt shows the candidate; editors also use the subject.
struct Offer {
  enum Subject {
    case statement(String)
    case command(String)
    case provider(String)
    case profile
    case resource(provider: String, name: String)
    case method(MethodSignature)
    case parameter(ParameterSignature, of: MethodSignature)
    /// A possible value of a parameter.
    case choice
    case variable(String)
    case function(String)
    case field
    case format
    case type
    case file
    case word
  }

  var candidate: Completions.Candidate
  var subject: Subject

  init(_ candidate: Completions.Candidate, _ subject: Subject) {
    self.candidate = candidate
    self.subject = subject
  }

  init(_ text: String, summary: String = "", suffix: String = "", _ subject: Subject) {
    self.init(.init(text, summary: summary, suffix: suffix), subject)
  }
}
