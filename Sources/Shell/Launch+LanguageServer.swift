import JSON
import Query
import Threads

extension Launch {
  /// Serves an editor on standard input and output, in the language server protocol. Nothing is ever sent to a provider.
  public func languageServer() -> Int32 {
    // One deep stack for all: trees and messages may be nested.
    DeepStack.run {
      let server = LanguageServer(Workspace(options: options, surroundings: surroundings), inbox: Inbox()) { message in
        let body = message.json()
        StandardStream.output.write("Content-Length: \(body.utf8.count)\r\n\r\n" + body)
      }
      return server.run()
    }
  }
}
