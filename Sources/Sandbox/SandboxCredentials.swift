/// The credentials accepted by the five simulated APIs. They are the same in every sandbox.
///
/// The keys in the documents' examples are also accepted: `your-api-key` (Codementor),
/// `8af9a3412559d803707937250dc1569d` (CoderPad) and `123` (Tutrex).
public struct SandboxCredentials: Sendable {
  /// `EDUSH_CODEMENTOR_API_KEY`: sent in the header `x-codementor-api-key`.
  public let codementorKey = "sandbox-codementor-4f1c9e27"
  /// `EDUSH_CODEMENTOR_WEBHOOK_SECRET`: signs webhooks.
  public let codementorWebhookSecret = "sandbox-webhook-c2d80b53"
  /// `EDUSH_CODERPAD_API_KEY`: an owner of the organization; sent in the header `Authorization: Token token="…"`.
  public let coderPadKey = "5b0ad0c4e7f24c1f9b7ce31a6d2f8e90"
  /// A member of the organization who only owns their own pads and questions.
  public let coderPadMemberKey = "c0ffee1234567890c0ffee1234567890"
  /// `EDUSH_TUTREX_API_KEY`: sent in the header `x-api-key`.
  public let tutrexKey = "sandbox-tutrex-93be5d10"
  /// `EDUSH_COURSEPATH_API_KEY`: signs the JSON Web Tokens.
  public let coursepathKey = "sandbox-coursepath-6e81f4a2"
  /// `EDUSH_COURSEPATH_EMAIL`: the member on whose behalf calls are made.
  public let coursepathEmail = "john.smith@example.com"
  /// `EDUSH_COURSIO_TOKEN`: a session that never expires, for the `Token` header.
  public let coursioToken = "sandbox-coursio-session-d75a0c38"
  /// The user of `auth.login` with `{"email", "password"}`.
  public let coursioEmail = "teacher@example.com"
  /// The password of `coursioEmail`.
  public let coursioPassword = "sandbox-coursio-password"
  /// A user who may only read; the password is the same.
  public let coursioLearnerEmail = "learner@example.com"
  /// The public key of `auth.loginHmac`.
  public let coursioPublicKey = "sandbox-coursio-public"
  /// The private key of `auth.loginHmac`, for the hex HMAC-SHA1 of public key, time and salt.
  public let coursioPrivateKey = "sandbox-coursio-private-19ac77e4"
  /// The default salt that public clients use for `auth.loginHmac`.
  public let coursioSalt = "coursio_salt"

  /// Creates the fixed credentials.
  public init() {}

  /// The environment variables that log edush in to all five providers.
  public var environment: [(name: String, value: String)] {
    [
      ("EDUSH_CODEMENTOR_API_KEY", codementorKey),
      ("EDUSH_CODEMENTOR_WEBHOOK_SECRET", codementorWebhookSecret),
      ("EDUSH_CODERPAD_API_KEY", coderPadKey),
      ("EDUSH_TUTREX_API_KEY", tutrexKey),
      ("EDUSH_COURSEPATH_API_KEY", coursepathKey),
      ("EDUSH_COURSEPATH_EMAIL", coursepathEmail),
      ("EDUSH_COURSIO_TOKEN", coursioToken),
    ]
  }
}
