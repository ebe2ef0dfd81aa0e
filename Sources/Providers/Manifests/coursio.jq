# Coursio API 3.x: every call is a POST to an entity with {method, data, pageStart, pageLength}.
# The list of functions is not public: any entity and method is sent, and providers/coursio.jq can name yours:
#   {resources: {course: {methods: {list: {summary: "…", parameters: {year: {type: "integer"}}, risk: "read"}}}}}

{
  title: "Coursio",
  summary: "Any function of the Coursio API, by entity and method",
  documentation: "https://api-3.coursio.com/docs/index.html",
  # The test host, the only one documented; services behind it are in test mode. Production must be set.
  base: "https://t-api.s.coursio.com/api/",
  body: "json",
  credentials: {
    token: {summary: "a sessionId", optional: true},
    public_key: {summary: "for loginHmac", secret: false, optional: true},
    private_key: {summary: "for loginHmac", optional: true}
  },
  authentication: {
    style: "session", header: "Token", value: "{token}", token: "token",
    login: {
      # data.sessionId, else at the top.
      session: "(.data | objects | .sessionId) // .sessionId",
      hmac: {entity: "auth", method: "loginHmac", public_key: "public_key", private_key: "private_key", salt: "coursio_salt"}
    }
  },
  refused: ".isError == true",
  error: "{message: .errMsg}",
  payload: ".data",
  statuses: {
    "400": "Invalid data was sent.",
    "401": "Function requires proper authentication.",
    "403": "Access for the current user is denied.",
    "404": "Function doesn't exist.",
    "500": "Internal error or an undefined situation."
  },
  # A 404 is about the function, not about what it was to find.
  hints: {"404": "check the names of the entity and the method, capitals too"},
  # The defaults of any method, unless resources override them; {resource} and {method} are replaced by its names.
  open: {
    verb: "POST", path: "/{resource}", fixed: {method: "{method}"}, others: {in: "body", under: "data"},
    reads: null, undo: "no function is documented that does the opposite", probe: "no function is documented that shows it",
    parameters: {
      pageStart: {in: "body", type: "integer", examples: [0], summary: "data output starting row"},
      pageLength: {in: "body", type: "integer", examples: [10], summary: "data output row limit; without one there is no limit"}
    },
    pagination: {style: "window", offset: "pageStart", limit: "pageLength"},
    # The worst word of a name decides, in any case and spelling; a name that does not begin with a known word is
    # destructive. The forms of outward and destructive words count as well; here are those that begin otherwise.
    risks: {
      read: [
        "read", "list", "get", "find", "search", "count", "fetch", "show", "view", "has", "is", "exists", "load",
        "lookup", "query", "check", "describe", "info", "status", "stats", "export", "download", "browse"
      ],
      write: [
        "create", "update", "set", "add", "save", "enroll", "enrol", "edit", "put", "insert", "write", "change",
        "modify", "assign", "register", "upload", "import", "copy", "clone", "move", "rename", "sort", "order",
        "activate", "enable", "restore", "join", "start", "begin", "complete", "mark", "store", "append", "link", "finish",
        "hide", "lock", "unlock", "grant", "promote", "approve", "accept", "increment", "decrement", "subscribe", "install"
      ],
      outward: [
        "send", "resend", "invite", "notify", "mail", "email", "message", "sms", "remind", "reminder", "publish",
        "share", "post", "broadcast", "announce", "reply", "contact", "sent", "publication", "dispatch"
      ],
      destructive: [
        "delete", "remove", "clear", "destroy", "erase", "purge", "drop", "truncate", "reset", "wipe", "ban",
        "deactivate", "disable", "anonymize", "anonymise", "unenroll", "unenrol", "refund", "cancel", "revoke",
        "terminate", "close", "archive", "block", "kick", "expel", "reject", "decline", "void", "undo", "merge",
        "overwrite", "replace", "unassign", "unregister", "unlink", "empty", "flush", "kill", "end", "stop", "leave",
        "logout", "charge", "pay", "transfer", "suspend", "expire", "withdraw", "trash", "discard", "detach", "unset",
        "deletion", "removal", "destruction", "erasure", "revocation", "suspension", "expulsion", "rejection", "undone",
        "paid", "withdrew", "overwrote", "left", "lost", "prune", "abort", "evict", "clean", "retire", "annul", "rollback",
        "unsubscribe", "revert", "forget", "obliterate", "uninstall", "vacuum", "shred", "unpublish", "depublish", "demote",
        "rotate", "regenerate", "nuke", "expunge", "inactivate", "eject", "dismiss", "exclude", "invalidate", "unshare"
      ]
    },
    # Words that name a thing unless a name begins with them.
    nouns: ["status", "info", "view", "stats", "query", "order"]
  },
  resources: {
    dashboard: {
      summary: "Seen in public programs, not documented.",
      methods: {read: {summary: "Reads the dashboard (unofficial).", risk: "read", answer: "any"}}
    },
    auth: {
      summary: "Seen in public programs, not documented; `login coursio` uses it.",
      methods: {
        loginHmac: {
          summary: "Returns a sessionId for a signed pair of keys (unofficial).", risk: "write", answer: "any",
          pagination: null,
          # Signed with the keys of the sandbox.
          example: "coursio.auth.loginHmac(apikey: \"sandbox-coursio-public\", time: \"1431426541500\", random: \"coursio_salt\", hmac: \"b3b0a234583cea805687263dd33b9ae4fcbc8dc4\")",
          parameters: {
            apikey: {type: "string", summary: "public key"}, time: {type: "string", summary: "milliseconds"},
            random: {type: "string", summary: "salt"},
            hmac: {type: "string", summary: "hex HMAC-SHA1 of public key, time and salt with the private key"}
          }
        }
      }
    }
  }
}
