# Codementor, https://dev.codementor.io/docs (terms dated 2018-11-21).
# "dev" is the developer portal: there is no test host. No endpoint takes a body.

def id: {in: "path", type: "id", kind: "scheduled_session", examples: ["abc123"], summary: "The ID of the scheduled session"};
def starting_after: {
  in: "query", type: "id", examples: ["5eyyfic1fm"],
  summary: "an item ID that defines your place in the list: items listed after it are returned"
};
def cursor: {style: "cursor", parameter: "starting_after", cursor: ".data[-1].id", more: ".has_more"};

def client: {name: "string"};
def earning: {
  id: "string",
  finished_at: "number: Unix time",
  client: client,
  amount_before_platform_fee: "string: decimal, the currency is not stated"
};
def session: earning + {length: "number: session length in seconds"};
def payout: {
  paid_at: "number: Unix time",
  client: client,
  payment_type: "string",
  created_at: "number: Unix time",
  gross_amount: "string: decimal",
  platform_fee: "string: decimal",
  payout_amount: "string: decimal"
};
def list(path; item; summary): {
  verb: "GET", path: path, summary: summary, risk: "read", list: true, pagination: cursor,
  parameters: {starting_after: starting_after}, answer: [item], payload: ".data"
};
def told(at; more): {id: "string", (at): "number: Unix time", appointment_timestamp: "number: Unix time"}
  + {mentee: {username: "string", name: "string"}} + more;
def link: {schedule_url: "string: the session on the dashboard"};
def booking(action; risk; summary): {
  verb: "POST", path: "/scheduled-sessions/{id}/\(action)", summary: summary, risk: risk,
  parameters: {id: id}, answer: {id: "string"},
  reads: null, undo: "the mentee has been told", probe: "no endpoint shows scheduled sessions"
};

{
  title: "Codementor",
  summary: "Sessions, payments and bookings of a Codementor mentor",
  documentation: "https://dev.codementor.io/docs",
  base: "https://dev.codementor.io/api",
  credentials: {
    api_key: {summary: "your key from the API & Webhooks settings page"},
    webhook_secret: {
      summary: "signs the webhooks", optional: true, environment: ["CODEMENTOR_WEB_SECRET"]
    }
  },
  authentication: {style: "header", header: "x-codementor-api-key", value: "{api_key}"},
  # "You can make up to 100 requests per hour."
  rate: {requests: 100, seconds: 3600},
  # No error body is documented: the usual members, else the table.
  statuses: {
    "400": "Your request is invalid.",
    "401": "Your API key is wrong.",
    "404": "The specified resource could not be found.",
    "409": "Your request has a conflict with the current state of the target resource.",
    "429": "You've sent too many requests. Slow down!",
    "500": "We had a problem with our server. Try again later."
  },
  hints: {"429": "100 requests an hour are allowed; `--no-wait` fails where edush would wait"},
  # "If a webhook event fails, we'll retry up to three times." There is no time in the signature.
  webhooks: {
    body: "json", event: ".event_name", data: ".data",
    signature: {header: "X-Cm-Signature", secret: "webhook_secret"},
    events: {
      "scheduled_session.created": {
        summary: "a mentee requests a session", data: told("created_at"; link)
      },
      "scheduled_session.confirmed": {
        summary: "a session is confirmed", data: told("confirmed_at"; link)
      },
      "scheduled_session.cancelled": {
        summary: "a session is cancelled", data: told("cancelled_at"; {reason: "string"})
      },
      "scheduled_session.declined": {
        summary: "a session is declined", data: told("declined_at"; {})
      },
      "scheduled_session.rescheduled": {
        summary: "another time is requested", data: told("rescheduled_at"; link + {note: "string"})
      }
    }
  },
  resources: {
    sessions: {
      summary: "Sessions are created when mentees click the \"start session\" button in session room.",
      kind: "session", id: ".id", label: ".client.name",
      columns: ["finished_at", "length", "amount_before_platform_fee"],
      methods: {
        list: list("/sessions"; session;
          "Returns a list of completed sessions, the most recently completed first; fully refunded ones aren't included.")
      }
    },
    direct_payments: {
      summary: "Direct payments are created when mentees/clients send mentors a payment.",
      kind: "direct_payment", id: ".id", label: ".client.name",
      columns: ["finished_at", "amount_before_platform_fee"],
      methods: {
        list: list("/direct-payments"; earning;
          "Returns a list of all direct payments made to you, the most recent first.")
      }
    },
    freelance_jobs: {
      summary: "Freelance Jobs are created when clients hire mentors for freelance jobs.",
      kind: "freelance_job", id: ".id", label: ".client.name",
      columns: ["finished_at", "amount_before_platform_fee"],
      methods: {
        list: list("/freelance-jobs"; earning;
          "Returns a list of completed freelance jobs, the most recently completed first; fully refunded ones aren't included.")
      }
    },
    payouts: {
      summary: "Payouts of a month; they have no ID.",
      label: ".client.name",
      columns: ["paid_at", "payout_amount", "payment_type", "gross_amount", "platform_fee"],
      methods: {
        # The pagination section names it as paginated; the endpoint documents no starting_after and a bare array.
        list: {
          verb: "GET", path: "/payouts/monthly-payouts", risk: "read", list: true,
          summary: "Returns all payouts given a payout_month.",
          parameters: {
            payout_month: {
              in: "query", type: "string", required: true, examples: ["2018-05"],
              pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$", summary: "in the format of YYYY-MM"
            }
          },
          positional: ["payout_month"],
          answer: [payout], payload: "if type == \"object\" then .data else . end"
        }
      }
    },
    scheduled_sessions: {
      summary: "Scheduled sessions are created when mentees/clients request a scheduled session with you.",
      kind: "scheduled_session", id: ".id",
      methods: {
        confirm: booking("confirm"; "outward"; "Confirm a scheduled session; the mentee is notified."),
        reschedule: booking("reschedule"; "outward"; "Reschedule a scheduled session; the mentee is notified, but no new time is sent."),
        decline: booking("decline"; "destructive"; "Decline a scheduled session: turns the mentee down, there is no undo.")
      }
    }
  }
}
