# Kubernetes v1.30.0, from its OpenAPI description cluster.json.
# What is marked as guessed is not in the description; please review it.

def namespace: {in: "path", type: "id", summary: "object name and auth scope, such as for teams and projects"};
def io_k8s_api_core_v1_pod: {
  apiVersion: "string", kind: "string", metadata: {name: "string", namespace: "string", creationTimestamp: "string"},
  spec: {not: {not: "any", allOf: "any"}, allOf: ["any"]}, status: {not: {not: "any", allOf: "any"}, allOf: ["any"]}
};

{
  title: "Kubernetes",
  # The description names no server: set its URL here.
  base: "https://example.invalid",
  body: "json",
  credentials: {api_key: {summary: "Bearer Token authentication"}},
  authentication: {style: "header", header: "authorization", value: "{api_key}"},
  resources: {
    namespace_pods: {
      methods: {
        list: {
          verb: "GET", path: "/api/v1/namespaces/{namespace}/pods", risk: "read", list: true,
          summary: "list or watch objects of kind Pod",
          parameters: {
            namespace: namespace,
            continue: {
              in: "query", type: "string",
              summary: "The continue option should be set when retrieving more results from the server."
            },
            limit: {
              in: "query", type: "integer", summary: "limit is a maximum number of responses to return for a list call."
            },
            labelSelector: {in: "query", type: "string"}
          },
          # Guessed from `continue` and `metadata.continue`.
          pagination: {
            style: "cursor", parameter: "continue", cursor: ".metadata.continue",
            more: "(.metadata.continue // \"\") != \"\""
          },
          # Guessed from the form of the response.
          payload: ".items", answer: [io_k8s_api_core_v1_pod]
        },
        create: {
          verb: "POST", path: "/api/v1/namespaces/{namespace}/pods", risk: "write", summary: "create a Pod",
          parameters: {
            namespace: namespace,
            dryRun: {in: "query", type: "string"},
            apiVersion: {in: "body", type: "string"},
            kind: {in: "body", type: "string"},
            metadata: {in: "body", type: "object"},
            spec: {in: "body", type: "object"}
          },
          answer: io_k8s_api_core_v1_pod
        },
        delete_all: {
          verb: "DELETE", path: "/api/v1/namespaces/{namespace}/pods", risk: "destructive",
          summary: "delete collection of Pod", parameters: {namespace: namespace}
        },
        get: {
          verb: "GET", path: "/api/v1/namespaces/{namespace}/pods/{name}", risk: "read",
          summary: "read the specified Pod",
          parameters: {namespace: {in: "path", type: "id"}, name: {in: "path", type: "id"}},
          answer: io_k8s_api_core_v1_pod
        },
        replace: {
          verb: "PUT", path: "/api/v1/namespaces/{namespace}/pods/{name}", risk: "write",
          parameters: {
            namespace: {in: "path", type: "id"},
            name: {in: "path", type: "id"},
            apiVersion: {in: "body", type: "string"},
            kind: {in: "body", type: "string"},
            metadata: {in: "body", type: "object"},
            spec: {in: "body", type: "object"}
          },
          # Guessed from its path.
          reads: "namespace_pods.get",
          # Guessed from namespace_pods.get.
          probe: {finds: "changed"}
        },
        update: {
          verb: "PATCH", path: "/api/v1/namespaces/{namespace}/pods/{name}", risk: "write",
          content_type: "application/merge-patch+json",
          parameters: {namespace: {in: "path", type: "id"}, name: {in: "path", type: "id"}}, others: {in: "body"},
          # Guessed from its path.
          reads: "namespace_pods.get",
          # Guessed from namespace_pods.get.
          probe: {finds: "changed"}
        },
        delete: {
          verb: "DELETE", path: "/api/v1/namespaces/{namespace}/pods/{name}", risk: "destructive",
          parameters: {namespace: {in: "path", type: "id"}, name: {in: "path", type: "id"}},
          # Guessed from its path.
          reads: "namespace_pods.get",
          # Guessed from namespace_pods.get.
          probe: {finds: "gone"}
        },
        log: {
          verb: "GET", path: "/api/v1/namespaces/{namespace}/pods/{name}/log", risk: "read",
          parameters: {
            namespace: {in: "path", type: "id"},
            name: {in: "path", type: "id"},
            tailLines: {in: "query", type: "integer"}
          }
        }
      }
    },
    pods: {
      methods: {
        list: {
          verb: "GET", path: "/api/v1/pods", risk: "read", list: true,
          parameters: {
            continue: {
              in: "query", type: "string",
              summary: "The continue option should be set when retrieving more results from the server."
            },
            limit: {
              in: "query", type: "integer", summary: "limit is a maximum number of responses to return for a list call."
            }
          },
          # Guessed from `continue` and `metadata.continue`.
          pagination: {
            style: "cursor", parameter: "continue", cursor: ".metadata.continue",
            more: "(.metadata.continue // \"\") != \"\""
          },
          # Guessed from the form of the response.
          payload: ".items", answer: [io_k8s_api_core_v1_pod]
        }
      }
    },
    proxy: {
      methods: {
        get: {
          verb: "GET", path: "/api/v1/nodes/{name}/proxy/{path}", risk: "read",
          parameters: {name: {in: "path", type: "id"}, path: {in: "path", type: "id"}}
        }
      }
    },
    version: {
      methods: {
        get: {
          verb: "GET", path: "/version/", risk: "read", summary: "get the version information for this server",
          answer: {major: "string"}
        }
      }
    }
  }
}
