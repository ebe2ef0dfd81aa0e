import JSON

/// The sandbox's APIs as an OpenAPI 3.1 document: paths, parameters, security schemes, and responses as far as they are
/// documented.
enum OpenAPIDocument {
  static func value(_ apis: [any SimulatedAPI], origin: String) -> Value {
    var paths = Object()
    var schemes = Object()
    for api in apis { add(api, to: &paths, &schemes) }
    return [
      "openapi": "3.1.0",
      "info": ["title": "The edush sandbox", "version": "1"],
      "servers": [["url": Value(origin)]],
      "paths": Value(paths),
      "components": ["securitySchemes": Value(schemes)],
    ]
  }

  private static func add<API: SimulatedAPI>(_ api: API, to paths: inout Object, _ schemes: inout Object) {
    schemes[API.name] = Value(API.securityScheme)
    for route in api.routes.all {
      let path = Text(API.mount + template(route.path))
      var operations = paths[path]?.object ?? Object()
      operations[route.method.lowercased()] = operation(route, api)
      paths[path] = Value(operations)
    }
  }

  private static func operation<API: SimulatedAPI>(
    _ route: (method: String, path: String, endpoint: API.Endpoint), _ api: API
  ) -> Value {
    let parameters = API.parameters(of: route.endpoint)
    let inPath = names(in: route.path).map { name -> Value in
      ["name": Value(name), "in": "path", "required": true, "schema": ["type": "string"]]
    }
    let inQuery = parameters.filter { $0.place == .query }.map { parameter -> Value in
      [
        "name": Value(parameter.name), "in": "query", "required": Value(parameter.isRequired),
        "schema": ["type": Value(parameter.kind.rawValue)],
      ]
    }
    var operation: Object = [
      "operationId": Value(API.name + "." + API.operationName(route.endpoint)),
      "tags": [Value(API.name)],
      "parameters": Value(inPath + inQuery),
      "security": [.object([Text(API.name): []])],
      "responses": ["200": answer(API.answer(of: route.endpoint).schema)],
    ]
    operation["requestBody"] = body(parameters.filter { $0.place != .query })
    return Value(operation)
  }

  private static func answer(_ schema: Value?) -> Value {
    guard let schema else { return ["description": "The response"] }
    return ["description": "The response", "content": ["application/json": ["schema": schema]]]
  }

  /// The schema of a body; nil if there is none.
  private static func body(_ parameters: [Parameter]) -> Value? {
    guard let place = parameters.first?.place else { return nil }
    var properties = Object()
    for parameter in parameters { properties[parameter.name] = ["type": Value(parameter.kind.rawValue)] }
    let required = parameters.filter(\.isRequired).map(\.name)
    let schema: Value = [
      "type": "object", "properties": Value(properties), "required": Value(texts: required),
    ]
    let type = place == .form ? "application/x-www-form-urlencoded" : "application/json"
    return ["required": Value(!required.isEmpty), "content": .object([Text(type): ["schema": schema]])]
  }

  /// Converts `/pads/:id` to `/pads/{id}`.
  private static func template(_ path: String) -> String {
    path.split(separator: "/").map { $0.hasPrefix(":") ? "/{\($0.dropFirst())}" : "/\($0)" }.joined()
  }

  private static func names(in path: String) -> [String] {
    path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
  }
}
