/// The help on `config.json` and its settings.
enum ConfigurationHelp {
  static let topics = ["config", "policy", "profiles", "credentials"]

  static func text(about topic: String) -> String? {
    switch topic {
    case "config", "config.json": config
    case "policy": policy
    case "profile", "profiles": profiles
    case "credential", "credentials": credentials
    default: nil
    }
  }

  private static let config = """
    config.json in the configuration folder ($EDUSH_HOME, else $XDG_CONFIG_HOME/edush, else ~/.config/edush)

    {
      "output": "auto",                  // how results are shown; `--output` and `set output` go before
      "status": "writes",                // after which calls a line reports the status; `set status` goes before
      "theme": "dark",                   // colours of the input line: dark, light, none; `set theme` goes before
      "signature": "on",                 // signatures below the input: on, off; `set signature` goes before
      "timezone": "Europe/Amsterdam",    // of times without a zone; `set timezone` goes before
      "keyring": true,                   // logins are kept in the desktop's keyring
      "profiles": {
        "coderpad": {                    // the default profile; "coderpad@old" is a named one
          "url": "https://…",            // replaces the base URL
          "credential_command": "pass …",
          "production": true,            // the prompt shows it in red
          "rate": "5/s",                 // requests per s, m or h, all processes together
          "policy": {"write": "confirm", "destructive": "deny"}
        }
      }
    }

    See also `help policy`, `help profiles` and `help credentials`; `edush doctor` shows what is wrong with it.
    Only the prompt starts while an error in it may hide a policy or an address.
    """

  private static let policy = """
    Every method is of a class: read, write, outward (reaches a person), destructive (loses data or has no undo).
    A profile's `policy` in config.json sets each to allow, confirm or deny. By default reads and writes are allowed,
    the others confirmed.

      --read-only, EDUSH_READ_ONLY=1   refuse all but reads, whatever else is allowed
      deny                             is not lifted by --yes or --allow
      --yes, --allow CLASS,…           confirm in advance
      --dry-run                        sends reads, and only shows the rest

    A script asks no questions: what needs confirmation needs --yes, --allow or the policy `allow`.
    """

  private static let profiles = """
    A profile is an account of a provider: coderpad is the default one, coderpad@old a named one.

      use coderpad@old                 bare names mean it from here on
      coderpad@old.pads.list           one call with it
      --profile old                    the profile where none is named
      login coderpad@old api_key: "…"  opens a session of it

    A named profile never uses the credential of the default one. Its settings are in config.json under
    "profiles": {"coderpad@old": {…}}; `help config` has all of them.
    """

  private static let credentials = """
    A credential is looked up in this order; `sessions` shows which one is in use:

      login in this session
      EDUSH_<PROVIDER>_<CREDENTIAL>, for a profile EDUSH_<PROVIDER>_<PROFILE>_<CREDENTIAL>
      credential_command of the profile in config.json, which prints it
      the keyring, where one was put there
      the file `credentials` in the configuration folder
    """
}
