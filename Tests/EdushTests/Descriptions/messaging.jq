# Messaging 1.4.0, from its OpenAPI description messaging.yaml.
# What is marked as guessed is not in the description; please review it.

{
  title: "Messaging",
  base: "https://api.messaging.example",
  body: "form",
  credentials: {
    username: {summary: "the key, or the user name"},
    password: {summary: "the password; empty where the user name is a key", optional: true}
  },
  authentication: {style: "basic", username: "{username}", password: "{password}"},
  resources: {
    accounts: {
      methods: {
        list: {
          verb: "GET", path: "/2020-01-01/Accounts.json", risk: "read", list: true,
          summary: "Retrieves a collection of accounts",
          parameters: {
            PageSize: {in: "query", type: "integer"},
            Page: {in: "query", type: "integer", summary: "The page index."},
            PageToken: {in: "query", type: "string"}
          },
          # Guessed from `PageToken` and `next_page_uri`.
          pagination: {style: "next_page", parameter: "PageToken", next: ".next_page_uri"},
          # Guessed from the form of the response.
          payload: ".accounts", answer: [{sid: "string", friendly_name: "string"}]
        },
        get: {
          verb: "GET", path: "/2020-01-01/Accounts/{Sid}.json", risk: "read",
          parameters: {Sid: {in: "path", type: "id"}}, answer: {sid: "string", friendly_name: "string"}
        },
        update: {
          verb: "POST", path: "/2020-01-01/Accounts/{Sid}.json", risk: "write",
          parameters: {Sid: {in: "path", type: "id"}, FriendlyName: {in: "body", type: "string"}},
          answer: {sid: "string", friendly_name: "string"}
        },
        delete: {
          verb: "DELETE", path: "/2020-01-01/Accounts/{Sid}.json", risk: "destructive",
          parameters: {Sid: {in: "path", type: "id"}},
          # Guessed from its path.
          reads: "accounts.get",
          # Guessed from accounts.get.
          probe: {finds: "gone"}
        },
        messages: {
          verb: "GET", path: "/2020-01-01/Accounts/{Sid}/Messages.json", risk: "read", list: true,
          parameters: {
            Sid: {in: "path", type: "id"},
            PageSize: {in: "query", type: "integer"},
            Page: {in: "query", type: "integer", summary: "The page index."},
            PageToken: {in: "query", type: "string"}
          },
          # Guessed from `PageToken` and `meta.next_page_url`.
          pagination: {style: "next_page", parameter: "PageToken", next: ".meta.next_page_url"},
          # Guessed from the form of the response.
          payload: ".messages", answer: [{sid: "string"}]
        },
        create_message: {
          verb: "POST", path: "/2020-01-01/Accounts/{Sid}/Messages.json",
          # Guessed from `message` in its name.
          risk: "outward", summary: "Send a message from the account",
          parameters: {
            Sid: {in: "path", type: "id"},
            To: {in: "body", type: "string"},
            MediaUrl: {in: "body", arrays: "repeated"}
          },
          answer: {sid: "string"}
        }
      }
    }
  }
}
