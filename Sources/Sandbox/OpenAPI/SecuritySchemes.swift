import JSON

extension CodementorAPI {
  static let securityScheme: Object = ["type": "apiKey", "in": "header", "name": "x-codementor-api-key"]
}

extension CoderPadAPI {
  /// The value is `Token token="KEY"`, which OpenAPI cannot express.
  static let securityScheme: Object = ["type": "apiKey", "in": "header", "name": "Authorization"]
}

extension TutrexAPI {
  static let securityScheme: Object = ["type": "apiKey", "in": "header", "name": "x-api-key"]
}

extension CoursepathAPI {
  static let securityScheme: Object = ["type": "http", "scheme": "bearer", "bearerFormat": "JWT"]
}

extension CoursioAPI {
  static let securityScheme: Object = ["type": "apiKey", "in": "header", "name": "Token"]
}
