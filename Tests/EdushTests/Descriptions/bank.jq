# The Bank API 2020-09-14_1.2, from its OpenAPI description bank.yaml.
# What is marked as guessed is not in the description; please review it.

{
  title: "The Bank API",
  summary: "Accounts and money of the users of a bank.",
  base: "https://sandbox.bank.example",
  body: "json",
  credentials: {
    client_id: {summary: "the value of `BANK-CLIENT-ID`"},
    secret: {summary: "the value of `BANK-SECRET`"},
    bank_version: {summary: "the value of `Bank-Version`", secret: false, optional: true}
  },
  authentication: [
    {style: "header", header: "BANK-CLIENT-ID", value: "{client_id}"},
    {style: "header", header: "BANK-SECRET", value: "{secret}"},
    {style: "header", header: "Bank-Version", value: "{bank_version}"}
  ],
  resources: {
    accounts: {
      methods: {
        get: {
          verb: "POST", path: "/accounts/get", risk: "write", summary: "Retrieve accounts",
          parameters: {
            access_token: {in: "body", type: "string", required: true},
            options: {in: "body", type: "object"}
          },
          others: {in: "body"},
          # Guessed from the form of the response.
          payload: ".accounts"
        }
      }
    },
    transfers: {
      methods: {
        cancel: {
          verb: "POST", path: "/transfers/{transfer_id}/cancel",
          # Guessed from `cancel` in its name.
          risk: "destructive", summary: "Cancel a transfer", parameters: {transfer_id: {in: "path", type: "id"}}
        },
        create_refund: {
          verb: "POST", path: "/transfers/{transfer_id}/refunds",
          # Guessed from `refund` in its name.
          risk: "destructive", summary: "Create a refund",
          parameters: {
            transfer_id: {in: "path", type: "id"},
            amount: {in: "body", type: "string"},
            note: {in: "body", type: "string", nullable: true}
          }
        }
      }
    }
  }
}
