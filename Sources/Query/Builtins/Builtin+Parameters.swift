extension Builtin {
  /// The names of the parameters, as in the jq manual.
  public var parameters: [String] { Self.parameterNames[signature]?.split(separator: " ").map(String.init) ?? [] }

  /// Keys are `name/arity`; the names are separated by spaces.
  private static let parameterNames: [String: String] = [
    "IN/1": "source", "IN/2": "source values", "INDEX/1": "key", "INDEX/2": "stream key", "JOIN/2": "index key",
    "JOIN/3": "index stream key", "JOIN/4": "index stream key join", "add/1": "f", "ago/1": "span",
    "all/1": "condition", "all/2": "generator condition", "any/1": "condition", "any/2": "generator condition",
    "atan2/2": "y x", "bsearch/1": "target", "capture/1": "re", "capture/2": "re flags", "combinations/1": "n",
    "contains/1": "element", "copysign/2": "x y", "debug/1": "message", "del/1": "paths", "delpaths/1": "paths",
    "drem/2": "x y", "earlier/1": "span", "endswith/1": "str", "error/1": "message", "fdim/2": "x y", "first/1": "f",
    "fixed/1": "decimals", "flatten/1": "depth", "fma/3": "x y z", "fmax/2": "x y", "fmin/2": "x y", "fmod/2": "x y",
    "format/1": "name", "fromstream/1": "events", "getpath/1": "path", "group_by/1": "f", "gsub/2": "re str",
    "gsub/3": "re str flags", "halt_error/1": "status", "has/1": "key", "hmac_sha256/1": "key", "hypot/2": "x y",
    "in/1": "object", "in_zone/1": "zone", "index/1": "value", "indices/1": "value", "inside/1": "value",
    "isempty/1": "f", "jn/2": "n x", "join/1": "separator", "last/1": "f", "later/1": "span", "ldexp/2": "x exponent",
    "limit/2": "n f", "ljust/1": "columns", "ltrimstr/1": "str", "map/1": "f", "map_values/1": "f", "match/1": "re",
    "match/2": "re flags", "max_by/1": "f", "min_by/1": "f", "nextafter/2": "x y", "nexttoward/2": "x y",
    "nth/1": "n", "nth/2": "n f", "path/1": "f", "paths/1": "condition", "pick/1": "paths", "pow/2": "x y",
    "range/1": "upto", "range/2": "from upto", "range/3": "from upto by", "read_csv/1": "path",
    "read_csv/2": "path options", "read_json/1": "path", "read_ndjson/1": "path", "read_text/1": "path",
    "recurse/1": "f", "recurse/2": "f condition", "remainder/2": "x y", "repeat/1": "f", "rindex/1": "value",
    "rjust/1": "columns", "rtrimstr/1": "str", "scalb/2": "x exponent", "scalbln/2": "x exponent", "scan/1": "re",
    "scan/2": "re flags", "select/1": "condition", "setpath/2": "path value", "skip/2": "n f", "sort_by/1": "f",
    "split/1": "str", "split/2": "re flags", "splits/1": "re", "splits/2": "re flags", "startswith/1": "str",
    "strflocaltime/1": "format", "strftime/1": "format", "strptime/1": "format", "sub/2": "re str",
    "sub/3": "re str flags", "test/1": "re", "test/2": "re flags", "trimstr/1": "str", "truncate_stream/1": "events",
    "unique_by/1": "f", "until/2": "condition update", "walk/1": "f", "while/2": "condition update",
    "with_entries/1": "f", "yn/2": "n x",
  ]
}
