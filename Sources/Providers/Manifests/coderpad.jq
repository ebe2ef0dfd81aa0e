# CoderPad, https://coderpad.io/api. Forms in, JSON out; an envelope's status is "OK" or "ERROR".

# The document's list of languages is empty: what its examples and public clients name; the server decides.
def languages: [
  "angular", "bash", "c", "clojure", "coffeescript", "cpp", "csharp", "dart", "django", "elixir", "erlang", "fsharp",
  "gin", "go", "gsheets", "hack", "haskell", "html", "java", "javascript", "julia", "kotlin", "kubernetes", "lua",
  "markdown", "mysql", "nextjs", "node", "nodejs", "objc", "ocaml", "perl", "php", "plaintext", "postgresql",
  "powershell", "python", "python3", "r", "rails", "react", "react-native-web", "ruby", "rust", "scala", "solidity",
  "spring", "svelte", "swift", "tcl", "typescript", "universal", "vb", "verilog", "vue"
];
def pad_id: {in: "path", type: "id", kind: "pad", examples: ["DM32JWG2"], summary: "Primary key of the pad"};
def question_id: {in: "path", type: "id", kind: "question", examples: [42], summary: "Primary key of the question"};
def text(summary): {in: "body", type: "string", summary: summary};
def language(summary): text(summary) + {examples: languages};
def flag(summary): {in: "body", type: "boolean", summary: summary};
def sort: {
  in: "query", type: "string", default: "created_at,desc",
  choices: ["created_at", "updated_at", "created_at,asc", "created_at,desc", "updated_at,asc", "updated_at,desc"],
  summary: "field and direction, which is desc by default"
};
def page: {in: "query", type: "integer", default: 1, examples: [2], summary: "seen in the next_page URLs: 50 items each"};
def paging: {style: "next_page", parameter: "page", next: ".next_page", total: ".total"};

def event: {
  message: "string: The human-readable string version of the event.",
  kind: "string: joined, left, ran, enabled, disabled or ended",
  metadata: "string: the language for ran; invisible for joined in spectator mode",
  user_name: "string: Name of the user performing the event.",
  user_email: "string: If the user is logged in, this will be their email at the time of the event.",
  created_at: "string: When the event occurred."
};
def pad: {
  id: "string: Primary key for the object.",
  title: "string: User-assigned title of the pad.",
  owner_email: "string: Email address of the owner of the pad.",
  language: "string: Chosen language for the pad.",
  participants: ["string"],
  contents: "string?: Latest contents of the pad editor; null for pads that support multiple environments.",
  notes: "string: Markdown-formatted notes taken by the interviewer.",
  events: [event],
  private: "boolean: Whether the pad is viewable by guests.",
  execution_enabled: "boolean: Whether to allow running code in this pad.",
  created_at: "string: When the pad was created, in UTC ISO 8601.",
  updated_at: "string: when the pad was last updated.",
  ended_at: "string?: The time when the interview was ended; null if it has not ended yet.",
  url: "string: links human users to the editing interface for this pad.",
  playback: "string: links human users to the playback interface for this pad.",
  history: "string: A URL where you can request the entire edit history of the pad, on a third party's host.",
  drawing: "string: A signed URL, valid for 5 minutes, of the final state of a drawing.",
  pad_environment_ids: ["number"]
};
def environment: {
  id: "number: Primary key for the object.",
  pad_id: "any: The pad this environment belongs to.",
  question_id: "number?: the identifier for the question of a question environment, otherwise null.",
  example_question_id: "any: the identifier for the example question, otherwise null.",
  language: "string: Chosen language for the pad environment.",
  file_contents: [{path: "string: The path to the file.", contents: "string: Contents of the file."}],
  created_at: "string", updated_at: "string"
};
def question: {
  id: "number: Primary key for the object.",
  title: "string: User-assigned title of the question.",
  author_name: "string: Name of the person who authored this question.",
  owner_email: "string: Email address of the person who owns the question.",
  language: "string: Chosen language for the question.",
  description: "string: Notes on what this question is about, and what good and bad answers might look like.",
  contents: "string: This text is inserted into your CoderPad interview session if you choose to use this question.",
  solution: "string", candidate_description: "string",
  shared: "boolean: whether this question is shared with the user's organization.",
  used: "number: the number of times this question was used to create pads.",
  created_at: "string: When the question was created, in UTC ISO 8601.",
  updated_at: "string: when the question was last updated."
};

def creation: {
  title: text("Defaults to \"Untitled Pad [ID]\"."),
  language: language("Defaults to the account default language, which in turn defaults to plaintext."),
  contents: (text("Initial contents of pad. If you set contents, then you can't set a question_id.") + {excludes: ["question_id"]}),
  question_id: {
    in: "body", type: "id", kind: "question", excludes: ["contents"],
    summary: "Question to associate with this pad: its language and contents become the pad's."
  },
  notes: text("Any contents you would like to write to the Private Interviewer Notes in a pad."),
  private: flag("Defaults to the account default privacy setting, which in turn defaults to false."),
  execution_enabled: flag("Defaults to the account default execution setting, which in turn defaults to true."),
  user_email: {
    in: "body", type: "email",
    summary: "The email of the user to set as the owner; organization owners only; creates a user account if necessary."
  }
};
def question_fields: {
  title: text("Title for this question."),
  language: language("One of a set list."),
  description: text("Notes on what this question is about, and what good and bad answers might look like."),
  contents: text("This text is inserted into your CoderPad interview session."),
  solution: text("The solution, seen in the document's example only."),
  candidate_description: text("What the candidate reads, seen in the document's example only.")
};
def list(path; key; item; summary): {
  verb: "GET", path: path, summary: summary, risk: "read", list: true, pagination: paging,
  parameters: {sort: sort, page: page}, answer: [item], payload: ".\(key)"
};
# Whether a create was carried out: the newest come first.
def created(read): {finds: "created", read: read, arguments: {sort: "\"created_at,desc\""}, time: ".created_at", sorted: true};
# What a pad shows under other names; contents are null where a pad has several environments.
def pad_shown: {contents: ".contents", user_email: ".owner_email"};
def show(path; parameters; shape; summary): {
  verb: "GET", path: path, summary: summary, risk: "read", parameters: parameters, answer: shape
};

{
  title: "CoderPad",
  summary: "Interview pads, their environments, questions, quota and organization",
  documentation: "https://coderpad.io/api",
  base: "https://app.coderpad.io",
  body: "form",
  credentials: {api_key: {summary: "the API key of your settings page"}},
  authentication: {style: "header", header: "Authorization", value: "Token token=\"{api_key}\""},
  refused: ".status == \"ERROR\"",
  error: "{message}",
  # A bare {"status": "OK"} is null.
  payload: "if type == \"object\" then del(.status) | if . == {} then null else . end else . end",
  statuses: {
    "400": "Bad Request", "401": "Invalid API key", "403": "Forbidden", "404": "Resource not found", "429": "Over quota"
  },
  hints: {
    "429": "your plan's pads of this month are used up, so trying again is useless: upgrade the plan, or see coderpad.quota.get"
  },
  # 429 is the month's pad quota, not a rate.
  quota: [429],
  secrets: [{field: "drawing"}],
  resources: {
    pads: {
      summary: "List pads, create pads, inspect a pad, or modify (in a limited fashion) existing pads.",
      kind: "pad", id: ".id", label: ".title", columns: ["language", "updated_at", "events", "participants", "ended_at"],
      methods: {
        list: list("/api/pads"; "pads"; pad; "Fetch a list of all of your pads; values can be up to a minute old."),
        get: show("/api/pads/{id}"; {id: pad_id}; pad; "Returns detail about a particular pad, real-time."),
        create: {
          verb: "POST", path: "/api/pads", risk: "write", parameters: creation, answer: pad,
          summary: "Create a new pad; it counts against the month's quota.",
          undo: {
            method: "pads.delete", arguments: {id: ".answer.id"}, caveat: "the pad still counts against the month's quota"
          },
          # Of a pad with question_id, the contents are the question's.
          probe: (created("pads.list") + {
            shown: pad_shown,
            unless: "if .arguments.user_email then \"pads.list does not show the pads of another user\" else null end"
          }),
          example: "coderpad.pads.create(title: \"Rob Zombie's Interview\", language: \"ruby\")"
        },
        update: {
          verb: "PUT", path: "/api/pads/{id}", risk: "write", answer: "any",
          summary: "Modifies an existing pad; resetting contents destroys its history and can break a running interview.",
          parameters: ({id: pad_id} + creation + {
            ended: flag("true ends the interview; other values are ignored."),
            deleted: flag("true deletes the interview; other values are ignored.")
          }),
          raises: [
            {parameter: "ended", equals: true, risk: "destructive", because: "it ends the interview, there is no re-open"},
            {parameter: "deleted", equals: true, risk: "destructive", because: "it deletes the interview, there is no undo"},
            {
              parameter: "contents", risk: "destructive",
              because: "it destroys the history of the pad and will probably break an ongoing interview"
            }
          ],
          reads: "pads.get",
          undo: {method: "pads.update", restores: ["title", "language", "notes", "private", "execution_enabled"]},
          probe: {finds: "changed", shown: (pad_shown + {ended: ".ended_at != null", deleted: ". == null"})},
          example: "coderpad.pads.update(\"DM32JWG2\", title: \"Interview with Greg\")"
        },
        end: {
          verb: "PUT", path: "/api/pads/{id}", risk: "destructive", parameters: {id: pad_id}, fixed: {ended: true},
          answer: "any", summary: "Ends the interview; there is no re-open.",
          reads: "pads.get", undo: "there is no re-open",
          probe: {read: "pads.get", found: "if .answer == null then \"the pad is not there any more\" else .answer.ended_at != null end"}
        },
        delete: {
          verb: "PUT", path: "/api/pads/{id}", risk: "destructive", parameters: {id: pad_id}, fixed: {deleted: true},
          answer: "any", summary: "Deletes the interview; there is no undo.",
          reads: "pads.get", undo: "a new pad would have another id, no history, and count against the quota",
          probe: {finds: "gone"}
        }
      }
    },
    pad_environments: {
      summary: "The environments of pads that support several, with their files.",
      kind: "pad_environment", id: ".id", label: ".language",
      methods: {
        get: show("/api/pad_environments/{id}";
          {id: {in: "path", type: "id", kind: "pad_environment", examples: [42], summary: "Primary key of the pad environment"}}; environment;
          "Returns detail about a particular pad environment, real-time.")
      }
    },
    questions: {
      summary: "List questions, create questions, view questions, modify existing questions, or delete existing questions.",
      kind: "question", id: ".id", label: ".title", columns: ["language", "used", "updated_at", "shared"],
      methods: {
        list: list("/api/questions"; "questions"; question; "Fetch a list of all of your questions."),
        get: show("/api/questions/{id}"; {id: question_id}; question;
          "Returns details about a particular question visible to you: yours and shared ones."),
        create: {
          verb: "POST", path: "/api/questions", risk: "write", parameters: question_fields, answer: question,
          summary: "Create a new question.",
          undo: {method: "questions.delete", arguments: {id: ".answer.id"}},
          probe: created("questions.list"),
          example: "coderpad.questions.create(title: \"Are avocados fruity?\", language: \"ruby\")"
        },
        update: {
          verb: "PUT", path: "/api/questions/{id}", risk: "write", parameters: ({id: question_id} + question_fields),
          answer: "any", summary: "Modifies an existing question.",
          reads: "questions.get",
          # solution and candidate_description are never returned.
          undo: {method: "questions.update", restores: ["title", "language", "description", "contents"]},
          probe: {finds: "changed"},
          example: "coderpad.questions.update(42, description: \"Fruit puzzler round 2\")"
        },
        delete: {
          verb: "DELETE", path: "/api/questions/{id}", risk: "destructive", parameters: {id: question_id},
          answer: "any", summary: "Deletes an existing question. There is no undo!",
          reads: "questions.get",
          undo: {
            method: "questions.create",
            arguments: (["title", "language", "description", "contents"] | map({(.): ".before.\(.)"}) | add),
            caveat: "the question gets a new id, and loses its solution and candidate_description"
          },
          probe: {finds: "gone"}
        }
      }
    },
    quota: {
      summary: "Your organization's monthly pad quota, or yours if you are not a part of one.",
      methods: {
        get: show("/api/quota"; {}; {
          trial_expires_at: "string: The date your trial will expire, or has expired.",
          pads_used: "number: The number of pads used during the current billing cycle.",
          quota_reset_at: "string: The date that your quota was last reset.",
          unlimited: "boolean: whether your billing plan allows for unmetered usage.",
          pads_remaining: "number: The number of pads remaining for the current billing cycle. Not returned if unlimited is true.",
          monthly_pad_limit: "number: The total number of pads allocated for the billing cycle. Not returned if unlimited is true."
        }; "Returns basic information about the monthly pad quota.")
      }
    },
    organization: {
      summary: "Your organization, should you be a member of one.",
      methods: {
        get: show("/api/organization"; {}; {
          organization_name: "string", user_count: "number",
          users: [{email: "string", name: "string"}],
          default_language: "string: default language for new users in your organization",
          single_sign_on_supported: "boolean: users will be directed to login via the single sign in portal",
          single_sign_in_url: "string: the url for that portal, without a scheme"
        }; "Returns basic information about your organization."),
        stats: show("/api/organization/stats"; {
          start_time: {
            in: "query", type: "time", encoding: "iso8601", examples: ["2015-12-07T00:31:52Z"], requires: ["end_time"],
            summary: "the start of the search window; without one, the last 7 days"
          },
          end_time: {
            in: "query", type: "time", encoding: "iso8601", examples: ["2015-12-15T00:31:52Z"], requires: ["start_time"],
            summary: "the end of the search window"
          }
        }; {
          start_time: "string: always returned", end_time: "string: always returned", pads_created: "number",
          users: [{email: "string", name: "string", pads_created: "number"}]
        }; "Returns statistics about how many pads the members of your organization have created."),
        pads: (list("/api/organization/pads"; "pads"; pad;
          "Returns all the pads in your organization; owners, or where all pads are visible to its users.") | .kind = "pad"),
        questions: (list("/api/organization/questions"; "questions"; question;
          "Returns all the questions in your organization visible to you.") | .kind = "question")
      }
    }
  }
}
