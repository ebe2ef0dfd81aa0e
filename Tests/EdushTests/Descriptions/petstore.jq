# Swagger Petstore 1.0, from its OpenAPI description petstore.yaml.
# What is marked as guessed is not in the description; please review it.

def pet: {
  id: "number", name: "string",
  category: {id: "number", name: "string", parent: {id: "number", name: "string", parent: "any"}},
  photoUrls: ["string"], tags: [{id: "number", name: "string"}], status: "string: pet status in the store"
};
def pet_id: {in: "path", type: "id", summary: "ID of pet"};

{
  title: "Swagger Petstore",
  summary: "This is a sample Pet Store Server.",
  documentation: "http://swagger.io",
  # The description names no host: set it here.
  base: "https://example.invalid/api/v3",
  body: "json",
  credentials: {token: {summary: "an access token"}},
  # The description asks for OAuth 2: a ready access token is taken, edush gets none itself.
  authentication: {style: "header", header: "Authorization", value: "Bearer {token}"},
  resources: {
    pet: {
      summary: "Everything about your Pets", kind: "pet", id: ".id", label: ".name",
      methods: {
        create: {
          verb: "POST", path: "/pet", risk: "write", summary: "Add a new pet to the store",
          parameters: {
            name: {in: "body", type: "string", required: true, examples: ["doggie"]},
            photoUrls: {in: "body", required: true},
            id: {in: "body", type: "integer", examples: [10]},
            category: {in: "body", type: "object"},
            tags: {in: "body"},
            status: {
              in: "body", type: "string", choices: ["available", "pending", "sold"], summary: "pet status in the store"
            }
          },
          answer: pet
        },
        update: {
          verb: "PUT", path: "/pet", risk: "write", summary: "Update an existing pet",
          parameters: {
            name: {in: "body", type: "string", required: true, examples: ["doggie"]},
            photoUrls: {in: "body", required: true},
            id: {in: "body", type: "integer", examples: [10]},
            category: {in: "body", type: "object"},
            tags: {in: "body"},
            status: {
              in: "body", type: "string", choices: ["available", "pending", "sold"], summary: "pet status in the store"
            }
          },
          answer: pet
        },
        find_by_status: {
          verb: "GET", path: "/pet/findByStatus", risk: "read", list: true, summary: "Finds Pets by status",
          parameters: {
            status: {
              in: "query", type: "string", choices: ["available", "pending", "sold"], default: "available",
              summary: "Status values that need to be considered for filter"
            }
          },
          answer: [pet]
        },
        find_by_tags: {
          verb: "GET", path: "/pet/findByTags", risk: "read", list: true, summary: "Deprecated: Finds Pets by tags",
          parameters: {tags: {in: "query", arrays: "commas", summary: "Tags to filter by"}}, answer: [pet]
        },
        get: {
          verb: "GET", path: "/pet/{petId}", risk: "read", summary: "Find pet by ID",
          parameters: {petId: pet_id, "X-Trace-Id": {in: "header", type: "id"}}, answer: pet
        },
        update_with_form: {
          verb: "POST", path: "/pet/{petId}", risk: "write", summary: "Updates a pet in the store with form data",
          body: "form",
          parameters: {
            petId: pet_id,
            "X-Trace-Id": {in: "header", type: "id"},
            name: {in: "body", type: "string", summary: "Updated name of the pet"},
            status: {in: "body", type: "string", summary: "Updated status of the pet"}
          }
        },
        delete: {
          verb: "DELETE", path: "/pet/{petId}", risk: "destructive", summary: "Deletes a pet",
          parameters: {
            petId: pet_id,
            api_key: {in: "header", type: "string"},
            "X-Trace-Id": {in: "header", type: "id"}
          },
          # Guessed from its path.
          reads: "pet.get",
          # Guessed from pet.get.
          probe: {finds: "gone"}
        }
      }
    },
    store: {
      summary: "Access to Petstore orders",
      methods: {
        inventory: {verb: "GET", path: "/store/inventory", risk: "read", summary: "Returns pet inventories by status"}
      }
    },
    order: {
      summary: "Access to Petstore orders", kind: "order", id: ".id",
      methods: {
        create: {
          verb: "POST", path: "/store/order", risk: "write", summary: "Place an order for a pet",
          parameters: {
            petId: {in: "body", type: "integer"},
            quantity: {in: "body", type: "integer", examples: [7]},
            shipDate: {in: "body", type: "time"},
            complete: {in: "body", type: "boolean"},
            note: {in: "body", type: "string", choices: ["no", "on", "1.10"]}
          },
          answer: {
            id: "number", petId: "number", quantity: "number", shipDate: "string", complete: "boolean", note: "string"
          }
        },
        get: {
          verb: "GET", path: "/store/order/{orderId}", risk: "read", summary: "Find purchase order by ID",
          parameters: {orderId: {in: "path", type: "id"}},
          answer: {
            id: "number", petId: "number", quantity: "number", shipDate: "string", complete: "boolean", note: "string"
          }
        },
        delete: {
          verb: "DELETE", path: "/store/order/{orderId}", risk: "destructive", summary: "Delete purchase order by ID",
          parameters: {orderId: {in: "path", type: "id"}},
          # Guessed from its path.
          reads: "order.get",
          # Guessed from order.get.
          probe: {finds: "gone"}
        }
      }
    },
    user: {
      methods: {
        create_with_list: {
          verb: "POST", path: "/user/createWithList", risk: "write",
          summary: "Creates list of users with given input array", whole: "body", parameters: {body: {in: "body"}}
        },
        login: {
          verb: "GET", path: "/user/login", risk: "read", summary: "Logs user into the system",
          parameters: {username: {in: "query", type: "string"}, password: {in: "query", type: "string"}},
          answer: "string"
        },
        get: {
          verb: "GET", path: "/user/{username}", risk: "read",
          parameters: {username: {in: "path", type: "id", summary: "The name to be fetched."}},
          answer: {id: "number", username: "string", email: "string"}
        }
      }
    }
  }
}
