import NIOCore

/// A provider that sends webhooks.
public enum WebhookProvider: String, Sendable, Hashable, CaseIterable {
  case codementor
  case coursepath
}

/// The senders of events, by provider.
final class Webhooks {
  let codementor: WebhookSender
  let coursepath: WebhookSender

  init(_ configuration: SandboxConfiguration, _ credentials: SandboxCredentials, loop: any EventLoop) throws {
    func sender(_ provider: WebhookProvider, _ form: WebhookForm) throws -> WebhookSender {
      let address = try configuration.webhookURLs[provider].map { try WebhookAddress(checking: $0) }
      return WebhookSender(address: address, form: form, loop: loop)
    }
    codementor = try sender(.codementor, .signedJSON(secret: credentials.codementorWebhookSecret))
    coursepath = try sender(.coursepath, .form)
  }

  subscript(provider: WebhookProvider) -> WebhookSender {
    switch provider {
    case .codementor: codementor
    case .coursepath: coursepath
    }
  }
}
