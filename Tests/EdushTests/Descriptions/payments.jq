# Payments API 2024-06-20, from its OpenAPI description payments.json.
# What is marked as guessed is not in the description; please review it.

def customer: {
  id: "string", email: "string: The customer's email address.",
  created: "number: Time at which the object was created.", invoice: "any"
};
def customer_2: {in: "path", type: "id", kind: "customer"};

{
  title: "Payments API",
  summary: "The payments REST API.",
  base: "https://api.payments.example",
  body: "form",
  credentials: {token: {summary: "an access token"}},
  authentication: {style: "header", header: "Authorization", value: "Bearer {token}"},
  resources: {
    customers: {
      kind: "customer", id: ".id", label: ".email",
      methods: {
        list: {
          verb: "GET", path: "/v1/customers", risk: "read", list: true, summary: "Returns a list of your customers.",
          parameters: {
            created: {in: "query", arrays: "brackets"},
            email: {in: "query", type: "string"},
            limit: {in: "query", type: "integer", summary: "A limit on the number of objects to be returned."},
            starting_after: {in: "query", type: "string", summary: "A cursor for use in pagination."},
            expand: {in: "query", arrays: "brackets"}
          },
          # Guessed from `starting_after` and `has_more`.
          pagination: {style: "cursor", parameter: "starting_after", cursor: ".data[-1].id", more: ".has_more"},
          # Guessed from the form of the response.
          payload: ".data", answer: [customer]
        },
        create: {
          verb: "POST", path: "/v1/customers", risk: "write", summary: "Creates a new customer object.",
          parameters: {
            address: {in: "body"},
            balance: {in: "body", type: "integer"},
            email: {in: "body", type: "string"},
            metadata: {in: "body", type: "object"}
          },
          # Guessed from customers.list.
          probe: {finds: "created", read: "customers.list", time: ".created"}, answer: customer
        },
        search: {
          verb: "GET", path: "/v1/customers/search", risk: "read", list: true,
          summary: "Search for customers you’ve previously created.",
          parameters: {
            query: {in: "query", type: "string", required: true},
            page: {in: "query", type: "string", summary: "A cursor for pagination across multiple pages of results."}
          },
          # Guessed from `page` and `next_page`.
          pagination: {
            style: "cursor", parameter: "page", cursor: ".next_page",
            more: "if .has_more == null then (.next_page // \"\") != \"\" else .has_more end"
          },
          # Guessed from the form of the response.
          payload: ".data", answer: [customer]
        },
        get: {
          verb: "GET", path: "/v1/customers/{customer}", risk: "read", parameters: {customer: customer_2},
          answer: {
            id: "string", email: "string: The customer's email address.",
            created: "number: Time at which the object was created.", invoice: "any", deleted: "boolean"
          }
        },
        update: {
          verb: "POST", path: "/v1/customers/{customer}", risk: "write",
          parameters: {customer: customer_2, email: {in: "body", type: "string"}}, answer: customer
        },
        delete: {
          verb: "DELETE", path: "/v1/customers/{customer}", risk: "destructive", parameters: {customer: customer_2},
          # Guessed from its path.
          reads: "customers.get",
          # Guessed from customers.get.
          probe: {finds: "gone"}, answer: {id: "string", deleted: "boolean"}
        }
      }
    },
    invoices: {
      methods: {
        send: {
          verb: "POST", path: "/v1/invoices/{invoice}/send",
          # Guessed from `send` in its name.
          risk: "outward", summary: "Sends the invoice to the customer by email.",
          parameters: {invoice: {in: "path", type: "id"}},
          answer: {
            id: "string", total: "number", customer: {id: "string", email: "string", created: "number", invoice: "any"}
          }
        },
        void: {
          verb: "POST", path: "/v1/invoices/{invoice}/void",
          # Guessed from `void` in its name.
          risk: "destructive", parameters: {invoice: {in: "path", type: "id"}},
          answer: {
            id: "string", total: "number", customer: {id: "string", email: "string", created: "number", invoice: "any"}
          }
        }
      }
    }
  }
}
