# The Meetings API 2, from its OpenAPI description meetings.yaml.
# What is marked as guessed is not in the description; please review it.

def meeting: {
  topic: "string", id: "number", join_url: "string",
  series: {first: {topic: "string", id: "number", join_url: "string", series: "any"}}
};

{
  title: "The Meetings API",
  summary: "Meetings, their registrants and recordings.",
  # `eu` is its region, or us. `443` is its port.
  base: "https://eu.meetings.example:443/v2",
  body: "json",
  credentials: {token: {summary: "an access token"}, tenant: {summary: "the value of `X-Tenant`", secret: false}},
  # The description asks for OpenID Connect: a ready access token is taken, edush gets none itself.
  authentication: [
    {style: "header", header: "Authorization", value: "Bearer {token}"},
    {style: "header", header: "X-Tenant", value: "{tenant}"}
  ],
  resources: {
    meetings: {
      summary: "Meetings and who comes.", kind: "meeting", id: ".id",
      methods: {
        list_for_user: {
          verb: "GET", path: "/users/{userId}/meetings", risk: "read", list: true, summary: "List meetings",
          parameters: {
            userId: {in: "path", type: "id", summary: "The user's id."},
            type: {in: "query", type: "string", choices: ["scheduled", "live", "upcoming"], default: "live"},
            page_size: {in: "query", type: "integer", default: 30},
            page_number: {in: "query", type: "integer", default: 1}
          },
          # Guessed from `page_number` and `page_size`.
          pagination: {style: "page", page: "page_number", limit: "page_size", size: 30},
          # Guessed from the form of the response.
          payload: ".meetings", answer: [meeting]
        },
        create: {
          verb: "POST", path: "/users/{userId}/meetings", risk: "write", summary: "Create a meeting",
          parameters: {
            userId: {in: "path", type: "id", summary: "The user's id."},
            topic: {in: "body", type: "string", required: true, examples: ["Standup"]},
            start_time: {in: "body", type: "time"},
            duration: {in: "body", type: "integer", nullable: true, default: 60},
            agenda: {in: "body", type: "string", summary: "What it is about."},
            host: {in: "body"},
            settings: {in: "body", type: "object"},
            template_id: {in: "body", type: "id", nullable: true}
          },
          answer: meeting
        },
        get: {
          verb: "GET", path: "/meetings/{meetingId}", risk: "read",
          parameters: {meetingId: {in: "path", type: "id"}, occurrence_id: {in: "query", type: "string"}},
          answer: meeting
        },
        update: {
          verb: "PATCH", path: "/meetings/{meetingId}", risk: "write",
          parameters: {
            meetingId: {in: "path", type: "id"},
            occurrence_id: {in: "query", type: "string"},
            topic: {in: "body", type: "string", examples: ["Standup"]},
            start_time: {in: "body", type: "time"},
            duration: {in: "body", type: "integer", nullable: true, default: 60},
            agenda: {in: "body", type: "string", summary: "What it is about."},
            host: {in: "body"},
            settings: {in: "body", type: "object"}
          },
          # Guessed from its path.
          reads: "meetings.get",
          # Guessed from meetings.get.
          probe: {finds: "changed"}
        },
        delete: {
          verb: "DELETE", path: "/meetings/{meetingId}", risk: "destructive",
          parameters: {
            meetingId: {in: "path", type: "id"},
            cancel_meeting_reminder: {in: "query", type: "boolean", summary: "Whether the registrants are told."},
            occurrence_id: {in: "query", type: "string"}
          },
          # Guessed from its path.
          reads: "meetings.get",
          # Guessed from meetings.get.
          probe: {finds: "gone"}
        },
        registrants: {
          verb: "GET", path: "/meetings/{meetingId}/registrants", risk: "read", list: true,
          parameters: {
            meetingId: {in: "path", type: "id"},
            next_page_token: {in: "query", type: "string"},
            status: {in: "query", arrays: "repeated"}
          },
          # Guessed from `next_page_token` of both sides.
          pagination: {
            style: "cursor", parameter: "next_page_token", cursor: ".next_page_token",
            more: "(.next_page_token // \"\") != \"\""
          },
          # Guessed from the form of the response.
          payload: ".registrants", answer: [{id: "string", email: "string"}]
        },
        invite: {
          verb: "POST", path: "/meetings/{meetingId}/invite_links",
          # Guessed from `invite` in its name.
          risk: "outward", parameters: {meetingId: {in: "path", type: "id"}, attendees: {in: "body"}}
        }
      }
    },
    recordings: {
      kind: "recording", id: ".id",
      methods: {
        list: {
          verb: "GET", path: "/recordings", risk: "read", list: true,
          parameters: {page: {in: "query", type: "integer"}, from: {in: "query", type: "string"}},
          # Guessed from `page` and `links.next`.
          pagination: {style: "next_page", parameter: "page", next: ".links.next"},
          # Guessed from the form of the response.
          payload: ".recordings", answer: [{id: "string"}]
        },
        get: {
          verb: "GET", path: "/recordings/{id}.{ext}", risk: "read",
          parameters: {id: {in: "path", type: "id", kind: "recording"}, ext: {in: "path", type: "id"}}
        },
        share: {
          verb: "POST", path: "/recordings/{id}/share",
          # Guessed from `share` in its name.
          risk: "outward",
          parameters: {id: {in: "path", type: "id", kind: "recording"}, with: {in: "body", type: "email"}},
          # Guessed from the form of the response.
          payload: ".data", answer: {url: "string"}
        }
      }
    }
  }
}
