import JSON
import Query
import Threads

extension Launch {
  /// Runs the language server on standard input and output. Nothing is ever sent to a provider.
  public func languageServer() -> Int32 {
    // A single deep stack for everything, since trees and messages may be deeply nested.
    DeepStack.run {
      let server = LanguageServer(Workspace(options: options, surroundings: surroundings), inbox: Inbox()) { message in
        let body = message.json()
        StandardStream.output.write("Content-Length: \(body.utf8.count)\r\n\r\n" + body)
      }
      return server.run()
    }
  }
}
