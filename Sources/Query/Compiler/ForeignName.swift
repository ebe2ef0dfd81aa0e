/// Functions and constants of other languages, and their jq equivalents.
enum ForeignName {
  /// nil for a name that is not known from another language.
  static func hint(_ name: String) -> String? { table[name] ?? table[name.lowercased()] }

  private static let table: [String: String] = {
    var table: [String: String] = [:]
    func add(_ names: String, _ hint: String) {
      for name in names.split(separator: " ") { table[String(name)] = hint }
    }
    add("none nil undefined nothing void na", "null is written `null`")
    add("True TRUE yes on", "`true`")
    add("False FALSE no off", "`false`")
    add("Null NULL", "null is written `null`")
    add("len size count strlen length_of", "`length` is the number of elements, keys or characters: `$x | length`")
    add("tolower lowercase lcase to_lower", "`ascii_downcase` makes lower case letters: `$x | ascii_downcase`")
    add("toupper uppercase ucase to_upper", "`ascii_upcase` makes upper case letters: `$x | ascii_upcase`")
    add("strip chomp", "`trim` removes blanks at both ends: `$x | trim`")
    add("substr substring slice mid", "`.[2:5]` is a part of a text or an array")
    add("indexof find_index strpos", "`index(\"x\")` is the first place of a text: `$x | index(\"x\")`")
    add("includes in_array has_value", "`any(. == $x)` or `index($x)` looks for a value; `contains` for a part")
    add("startsWith starts_with begins_with", "`startswith(\"x\")`: `$x | startswith(\"x\")`")
    add("endsWith ends_with", "`endswith(\"x\")`: `$x | endswith(\"x\")`")
    add(
      "replace replaceall str_replace", "`gsub(\"a\"; \"b\")` replaces all, `sub` the first: `$x | gsub(\"a\"; \"b\")`")
    add("parseint parsefloat int integer float double number to_number num", "`tonumber`: `$x | tonumber`")
    add("str string tostr to_string", "`tostring`: `$x | tostring`")
    add("concat concatenate", "`+` joins texts and arrays, `add` all of an array")
    add("push append_to", "`$list + [$x]` is the list with one more")
    add("filter where", "`map(select(expr))` keeps elements, `select(expr)` a value")
    add("collect foreach", "`map(expr)` changes every element")
    add("sum total", "`add` sums up an array: `$numbers | add`")
    add("avg average mean", "`add / length` of an array that is not empty")
    add("distinct uniq dedupe", "`unique` or `unique_by(.id)`")
    add("order_by sortby orderby sort_on", "`sort_by(.id)`")
    add("groupby", "`group_by(.id)`")
    add("json to_json json_encode stringify dumps", "`tojson`: `$x | tojson`")
    add("parse_json from_json json_decode loads", "`fromjson`: `$x | fromjson`")
    add("date today current_date timestamp time_now", "`now` is the time in seconds, `now | todate` as text")
    add("print_r inspect", "`debug` shows a value on standard error and goes on")
    add("typeof gettype kind_of", "`type`: `$x | type`")
    add("isnull is_null isnil", "`. == null`")
    add("lte", "`<=` compares; `lt`, `gt` and their like are `<` and `>`")
    add("eq equals", "`==` compares")
    add("ne neq", "`!=` compares")
    add("gt", "`>` compares")
    add("lt", "`<` compares")
    add("gte", "`>=` compares")
    add("mod", "`%` is the remainder")
    return table
  }()
}
